"""Writes market-volatility.csv from daily prices that two Python packages carry. Not needed to run a job.

    pip install arch bokeh-sampledata && python3 market.py

A row is one week of one desk. With r the log returns of the week's days (at least four of them), its realised
volatility is sqrt(252 * mean(r^2)), annualised, in percent, never below 1. Of the logarithms of those:

    log_vol_week      this week's
    log_vol_month     the mean of this week's and the three before it
    log_vol_quarter   the mean of this week's and the twelve before it
    return_week       the sum of this week's returns, in percent
    loss_week         the same where it is below zero, else 0
    log_vol_next      the next such week's: the target

So every feature is known before the week that is predicted begins (Corsi, "A simple approximate long-memory model of
realized volatility", 2009, in weeks).
"""

import pathlib

import arch.data.wti
import numpy as np
import pandas as pd
from bokeh_sampledata.stocks import data as stocks

prices = {ticker: table.set_index("date")["adj_close"] for ticker, table in stocks.groupby("ticker")}
prices["WTI"] = arch.data.wti.load()["DCOILWTICO"]["2000-03-01":"2013-03-01"].dropna()

desks = []
for desk in sorted(prices):
    returns = np.log(prices[desk]).diff().dropna()
    weeks = returns.groupby(returns.index.to_period("W-FRI"))
    table = pd.DataFrame({"square": weeks.apply(lambda r: (r**2).mean()), "sum": weeks.sum(), "days": weeks.size()})
    table = table[table["days"] >= 4]
    log_vol = np.log(np.maximum(1, 100 * np.sqrt(252 * table["square"])))
    rows = pd.DataFrame(
        {
            "desk": desk.lower(),
            "week": table.index.end_time.strftime("%Y-%m-%d"),
            "log_vol_week": log_vol,
            "log_vol_month": log_vol.rolling(4).mean(),
            "log_vol_quarter": log_vol.rolling(13).mean(),
            "return_week": 100 * table["sum"],
            "loss_week": 100 * table["sum"].clip(upper=0),
            "log_vol_next": log_vol.shift(-1),
        }
    )
    desks.append(rows.dropna())

target = pathlib.Path(__file__).parent / "market-volatility.csv"
pd.concat(desks).to_csv(target, index=False, float_format="%.6f", lineterminator="\n")
