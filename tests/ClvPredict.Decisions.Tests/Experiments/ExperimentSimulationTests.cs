namespace ClvPredict.Decisions.Tests.Experiments;

/// <summary>Small runs; the full size is `dotnet run --project bench/ClvPredict.Benchmarks -- experiments`.</summary>
public class ExperimentSimulationTests
{
    [Fact]
    public void Readout_ManyTimesWithoutEffect_FindsOneInAboutOneOfTwenty()
    {
        var result = ExperimentRuns.Run(250, 1000, 0.2, tail: 1, lift: 0, seed: 1);

        // 250 runs: 5 % with a standard error of 1.4 points.
        result.Missed.ShouldBeInRange(0.015, 0.09);
        result.MissedOrders.ShouldBeInRange(0.015, 0.09);
        result.VarianceReduction.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Readout_PlantedEffect_LiesInItsIntervalNineTimesInTen()
    {
        var result = ExperimentRuns.Run(150, 1000, 0.2, tail: 1, lift: 0.3, seed: 2);

        result.Missed.ShouldBeLessThan(0.1);
        result.MissedOrders.ShouldBeLessThan(0.1);
    }
}
