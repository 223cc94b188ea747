using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

/// <summary>
/// 20,000 customers of the default model with everything known about them, simulated to the end of a holdout of 180 days
/// that starts in the middle of the log.
/// </summary>
public sealed class SimulatedPopulation
{
    public SimulatedPopulation()
    {
        var simulator = new OrderSimulator(Options);
        var orders = simulator.NewCustomerOrders();
        Customers =
        [
            .. Enumerable
                .Range(1, Options.Customers)
                .Select(number =>
                {
                    var traits = orders.Simulate(number, Options.End.DayNumber);
                    return new KnownCustomer(
                        traits,
                        [.. orders.Lines],
                        simulator.TruthOf(traits, orders.Lines)
                    );
                }),
        ];
    }

    internal static SimulationOptions Options { get; } =
        new()
        {
            Customers = 20_000,
            Seed = 7,
            TruthCutoff = new DateOnly(2024, 1, 1),
        };

    internal IReadOnlyList<KnownCustomer> Customers { get; }

    /// <summary>Fails unless the mean of the values is the one expected, within 4 standard errors of the sample.</summary>
    internal static void MeanShouldBe(IReadOnlyCollection<double> values, double expected)
    {
        var mean = values.Average();
        var variance = values.Sum(x => (x - mean) * (x - mean)) / (values.Count - 1);
        mean.ShouldBe(expected, 4 * Math.Sqrt(variance / values.Count));
    }
}
