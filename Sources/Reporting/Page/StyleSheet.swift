/// How pages look. Colours that stand for something differ in lightness too, lines also in their dashes; text is at least
/// 4.5 times, a line at least 3 times as light or dark as what it stands on (WCAG 2.2, 1.4.3 and 1.4.11).
enum StyleSheet: Sendable {
  case page

  var text: String { Self.colours + Self.words + Self.tables + Self.charts + Self.places }

  private static let colours = """

    :root{color-scheme:light dark;--paper:#fff;--ink:#1b2127;--soft:#59636e;--line:#d5dbe1;--veil:#f4f6f8;--link:#0b5394;
    --good:#17663a;--good-veil:#e6f4ea;--bad:#a3231a;--bad-veil:#fdecea;--open:#7a4d00;--open-veil:#fdf3dc;
    --k0:#0b3d74;--k1:#c2500a;--k2:#1a8577;--k3:#8a2f8f;--k4:#6b7280;--k5:#8c6a00;--mark:#a3231a;
    --a0:#0b3d74;--a1:#e8a33d;--a2:#1a8577;--a3:#d7a9da;--a4:#8a2f8f;--a5:#9ccbe8;--a6:#7a4d00;--a7:#b9d9a8;--a8:#59636e;--a9:#f0c6b0;
    --h:11 61 116}
    @media screen and (prefers-color-scheme:dark){:root{--paper:#12171c;--ink:#e6eaee;--soft:#a2adb8;--line:#343d46;--veil:#1b2229;--link:#8cc2f2;
    --good:#7fd6a0;--good-veil:#14301f;--bad:#ff9d94;--bad-veil:#3b1a17;--open:#f0c36b;--open-veil:#352a10;
    --k0:#7fb6ee;--k1:#ff9a52;--k2:#4fc9b6;--k3:#dc9be0;--k4:#a2adb8;--k5:#d9b84a;--mark:#ff9d94;
    --a0:#7fb6ee;--a1:#a85a12;--a2:#7fe0d0;--a3:#8a4b8f;--a4:#e9b6ec;--a5:#2f6f99;--a6:#e8c27a;--a7:#4d7a3a;--a8:#c3ccd4;--a9:#9a5f45;
    --h:127 182 238}}
    """

  private static let words = """

    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;padding:1.5rem 1.25rem 4rem;max-width:68rem;background:var(--paper);color:var(--ink);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .35rem}
    h2{font-size:1.2rem;line-height:1.3;margin:2.75rem 0 .9rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}
    h3{font-size:.95rem;margin:0 0 .35rem}
    p{margin:.5rem 0;max-width:46rem}
    .lead{margin:.15rem 0;color:var(--soft)}
    a{color:var(--link)}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:1rem 0 0;padding:0;font-size:.875rem}
    code,pre,.entries dd{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8125rem}
    pre{background:var(--veil);border:1px solid var(--line);border-radius:4px;padding:.75rem .9rem;overflow-x:auto}
    .verdict{max-width:none;margin:.25rem 0 1.1rem;padding:.75rem 1rem;border-left:4px solid;border-radius:2px;font-weight:600}
    .good{color:var(--good);background:var(--good-veil)}
    .bad{color:var(--bad);background:var(--bad-veil)}
    .open{color:var(--open);background:var(--open-veil)}
    .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:.9rem 1.5rem;margin:0 0 1rem}
    .facts dt,.entries dt{color:var(--soft);font-size:.8125rem}
    .facts dd{margin:0;line-height:1.35}
    .facts b{font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
    .facts small{display:block;color:var(--soft);font-size:.8125rem}
    .entries{margin:0 0 1rem}
    .entries div{display:grid;grid-template-columns:11rem 1fr;gap:.25rem 1rem;padding:.3rem 0;border-bottom:1px solid var(--line)}
    .entries dd{margin:0;overflow-wrap:anywhere}
    """

  private static let tables = """

    .scroll{overflow-x:auto;margin:0 0 1.4rem;max-width:100%}
    section>.scroll{display:inline-block;vertical-align:top;margin-right:3rem}
    .scroll:focus-visible{outline:2px solid var(--link)}
    table{border-collapse:collapse;font-size:.875rem;line-height:1.35}
    caption{text-align:left;font-weight:600;font-size:.95rem;padding:.2rem 0 .45rem;caption-side:top}
    th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
    th+th,th+td,td+td{padding-left:.4rem}
    thead th{color:var(--soft);font-size:.8125rem;vertical-align:bottom;border-bottom-color:var(--soft)}
    tbody th{overflow-wrap:anywhere}
    .w{white-space:nowrap}
    td code,th code{overflow-wrap:anywhere}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    thead .n{white-space:normal}
    .h1{background:rgb(var(--h)/.1)}.h2{background:rgb(var(--h)/.2)}.h3{background:rgb(var(--h)/.3)}
    .h4{background:rgb(var(--h)/.38)}.h5{background:rgb(var(--h)/.46)}
    .h1,.h2,.h3,.h4,.h5{padding-right:.4rem;-webkit-print-color-adjust:exact;print-color-adjust:exact}
    .note{color:var(--soft);font-size:.8125rem}
    details{margin:.4rem 0 1rem;font-size:.875rem}
    summary{cursor:pointer;color:var(--link);padding:.2rem 0}
    """

  private static let charts = """

    .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1.25rem 2.25rem}
    figure{margin:0;min-width:0;max-width:34rem}
    figure.wide{grid-column:1/-1;max-width:none}
    .canvas{overflow-x:auto}
    .canvas svg{display:block;width:100%;height:auto}
    .wide .canvas svg{min-width:40rem}
    svg text{font-size:11px;fill:var(--soft);font-family:inherit}
    .grid,.tick{stroke:var(--line);stroke-width:1}
    .curve{fill:none;stroke-width:2;stroke-linejoin:round}
    .goal{stroke:var(--ink);stroke-width:1.25;stroke-dasharray:1.5 3.5}
    .k0{stroke:var(--k0)}.k1{stroke:var(--k1)}.k2{stroke:var(--k2)}.k3{stroke:var(--k3)}.k4{stroke:var(--k4)}.k5{stroke:var(--k5)}
    .d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 2}.d3{stroke-dasharray:9 3 2 3}.d4{stroke-dasharray:12 4}.d5{stroke-dasharray:5 2 1 2 1 2}
    .dot{fill:var(--paper);stroke-width:1.5;stroke-dasharray:none}
    .a0{fill:var(--a0)}.a1{fill:var(--a1)}.a2{fill:var(--a2)}.a3{fill:var(--a3)}.a4{fill:var(--a4)}
    .a5{fill:var(--a5)}.a6{fill:var(--a6)}.a7{fill:var(--a7)}.a8{fill:var(--a8)}.a9{fill:var(--a9)}
    .q1{fill:var(--k0);opacity:.25}.q2{fill:var(--k0);opacity:.45}.q3{fill:var(--k0);opacity:.7}.q4{fill:var(--k0)}
    .reassigned{fill:var(--paper)}li .reassigned{fill:none;stroke:var(--k0);stroke-width:2}
    .dropped{stroke:var(--mark);stroke-width:1.5;fill:none}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;margin:.35rem 0 .2rem;padding:0;font-size:.8125rem;
    font-variant-numeric:tabular-nums}
    .legend svg{width:26px;height:12px;margin-right:.4rem;vertical-align:-1px}
    """

  private static let places = """

    @media (max-width:40rem){body{padding:1rem .9rem 3rem}h1{font-size:1.45rem}svg text{font-size:13px}
    .entries div{grid-template-columns:1fr;gap:0}.facts{grid-template-columns:repeat(2,1fr)}}
    @media print{body{max-width:none;padding:0;font-size:10pt}nav,details{display:none}h2{margin-top:1.5rem}.figures{grid-template-columns:1fr 1fr}a{color:inherit}
    h2{break-after:avoid}figure,tr,.verdict,.facts{break-inside:avoid}.scroll,.canvas,pre{overflow:visible}
    .wide .canvas svg{min-width:0}svg *{-webkit-print-color-adjust:exact;print-color-adjust:exact}@page{margin:16mm}}

    """
}
