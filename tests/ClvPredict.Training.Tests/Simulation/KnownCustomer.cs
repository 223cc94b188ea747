using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

/// <summary>A simulated customer with the lines of the log and the truth.</summary>
internal sealed record KnownCustomer(
    CustomerTraits Traits,
    IReadOnlyList<SimulatedLine> Lines,
    HoldoutTruth? Holdout
)
{
    /// <summary>Value of each order in units of the currency, returns left out, in the order of time.</summary>
    public IReadOnlyList<double> OrderValues { get; } =
    [
        .. Lines
            .Where(l => !l.IsReturn)
            .GroupBy(l => l.OrderNumber)
            .Select(g => g.Sum(l => l.AmountCents) / 100.0),
    ];

    /// <summary>Day of each order, in the order of time.</summary>
    public IReadOnlyList<int> OrderDays { get; } =
    [.. Lines.Where(l => !l.IsReturn).GroupBy(l => l.OrderNumber).Select(g => g.First().Day)];
}
