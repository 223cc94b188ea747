using ClvPredict.Data;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Training;

/// <summary>A shop of the simulator as order histories.</summary>
internal static class SimulatedShop
{
    public static CustomerHistories Histories(int customers, long seed) =>
        CustomerHistories.Build(Log(customers, seed).Orders);

    /// <summary>The same as read.</summary>
    public static OrderLog Log(int customers, long seed)
    {
        using var stream = new MemoryStream();
        new OrderSimulator(
            new SimulationOptions { Customers = customers, Seed = seed }
        ).WriteOrders(stream, CancellationToken.None);
        var path = Path.Combine(Path.GetTempPath(), $"clv-{Guid.NewGuid():N}.csv");
        File.WriteAllBytes(path, stream.ToArray());
        try
        {
            return OrderReader.Read([path], new OrderReadOptions());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
