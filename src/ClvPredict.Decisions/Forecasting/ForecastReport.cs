using System.Collections.Immutable;

namespace ClvPredict.Decisions.Forecasting;

/// <summary>Revenue, orders and active customers by month, of the customers that there are: nobody new is counted. Formulas:
/// docs/economics.md.</summary>
public sealed record ForecastReport
{
    /// <summary>First day forecast.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far ahead the model predicts, such as 180d.</summary>
    public required string Horizon { get; init; }

    /// <summary>Currency of the amounts; empty when not stated.</summary>
    public required string Currency { get; init; }

    /// <summary>Margin of <see cref="ForecastWindow.Profit"/>.</summary>
    public required double Margin { get; init; }

    /// <summary>Customers at the as-of day.</summary>
    public required int Customers { get; init; }

    /// <summary>Coverage of the ranges.</summary>
    public required double Coverage { get; init; }

    /// <summary>Net revenue expected in the horizon; the parts of the months that lie in it sum to this.</summary>
    public required double RevenueInHorizon { get; init; }

    /// <summary>The months; revenue, profit and orders sum to <see cref="Total"/> to the cent.</summary>
    public required ImmutableArray<ForecastWindow> Months { get; init; }

    /// <summary>All months together; its ranges are those of the total, not the sums of the months' ranges.</summary>
    public required ForecastWindow Total { get; init; }

    /// <summary>Whether months of the year differ in the forecast; below twelve full months of orders they do not.</summary>
    public required bool HasSeason { get; init; }

    /// <summary>Full months that the orders cover, from which the season is learnt.</summary>
    public required int SeasonMonths { get; init; }

    /// <summary>What the season was learnt from, in a sentence.</summary>
    public required string SeasonNote { get; init; }

    /// <summary>Standard deviation of the log by which a single month differs from its expectation besides chance and level.</summary>
    public required double MonthLogSd { get; init; }

    /// <summary>What is counted, in a sentence.</summary>
    public required string Note { get; init; }
}
