using ClvPredict.TestKit;
using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Tests.Simulation;

/// <summary>
/// The sample files are what the simulator writes by default, byte for byte. After a wanted change they are rewritten by
/// the command in data/README.md.
/// </summary>
public sealed class SampleFilesTests
{
    private static readonly OrderSimulator s_simulator = new(new SimulationOptions());

    [Fact]
    public void SampleOrders_DefaultOptions_AreReproduced()
    {
        using var stream = new MemoryStream();

        s_simulator.WriteOrders(stream, CancellationToken.None);

        ShouldBeTheFile(stream, "sample-orders.csv", maximumBytes: 1_000_000);
    }

    [Fact]
    public void SampleTruth_DefaultOptions_IsReproduced()
    {
        using var stream = new MemoryStream();

        s_simulator.WriteTruth(stream, CancellationToken.None);

        ShouldBeTheFile(stream, "sample-truth.csv", maximumBytes: 300_000);
    }

    private static void ShouldBeTheFile(MemoryStream stream, string name, int maximumBytes)
    {
        var file = File.ReadAllBytes(RepositoryFiles.PathOf("data", name));
        file.Length.ShouldBeLessThan(maximumBytes);
        file.AsSpan()
            .SequenceEqual(stream.ToArray())
            .ShouldBeTrue($"data/{name} differs from the simulation");
    }
}
