import ArgumentParser

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the script that lets a shell complete muster's commands, options, files and runs.",
    discussion: """
      bash: muster completions bash > ~/.local/share/bash-completion/completions/muster; \
      zsh: muster completions zsh > _muster, in a folder of $fpath; \
      fish: muster completions fish > ~/.config/fish/completions/muster.fish.
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var dialect: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(help: "The shell.") var shell: Shell

  func run() throws { Standard.output(Muster.completionScript(for: shell.dialect)) }
}
