namespace ClvPredict.Decisions.Forecasting;

/// <summary>What today's customers are expected to do in a window of time. Money in units; each low and high is a range of the
/// report's coverage.</summary>
public sealed record ForecastWindow
{
    /// <summary>Month ahead, from 1; 0 for all months together.</summary>
    public required int Month { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Day after the last.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Expected net revenue: purchases less returns, to the cent.</summary>
    public required double Revenue { get; init; }

    /// <summary>Lower end of its range.</summary>
    public required double RevenueLow { get; init; }

    /// <summary>Upper end of its range.</summary>
    public required double RevenueHigh { get; init; }

    /// <summary>Expected net revenue times margin, to the cent: predicted CLV of the window.</summary>
    public required double Profit { get; init; }

    /// <summary>Expected purchase days, to the hundredth.</summary>
    public required double Orders { get; init; }

    /// <summary>Lower end of its range.</summary>
    public required double OrdersLow { get; init; }

    /// <summary>Upper end of its range.</summary>
    public required double OrdersHigh { get; init; }

    /// <summary>Expected customers with at least one purchase day in the window.</summary>
    public required double ActiveCustomers { get; init; }

    /// <summary>Lower end of its range.</summary>
    public required double ActiveCustomersLow { get; init; }

    /// <summary>Upper end of its range.</summary>
    public required double ActiveCustomersHigh { get; init; }

    /// <summary>Factor of the season, 1 on average over a year.</summary>
    public required double Season { get; init; }

    /// <summary>Whether the window reaches beyond the model's horizon, where the prior's shape in time carries its level on.</summary>
    public required bool IsBeyondHorizon { get; init; }
}
