using ClvPredict.Data;
using ClvPredict.Models.Package;
using ClvPredict.TestKit;

namespace ClvPredict.Training.Stack.Tests;

/// <summary>What had not arrived by the as-of day is not learnt from.</summary>
public class LateArrivalTests
{
    private static readonly DateOnly s_asOf = TestOrders.Start.AddDays(500);

    [Fact]
    public void Train_LinesThatHadNotArrived_ChangeNothing()
    {
        var lines = TestOrders.Random(3, 500);
        var table = TestOrders.Table(lines);
        var arrivals = table.Day.Select((d, i) => i % 11 == 3 ? s_asOf.DayNumber : d).ToArray();
        var late = CustomerHistories.Build(table with { ArrivalDay = [.. arrivals] });
        var onTime = TestOrders.Histories([
            .. lines.Where((_, i) => arrivals[i] < s_asOf.DayNumber),
        ]);

        var model = ModelPackage.ToBytes(ModelTrainer.Train(late, s_asOf, new TrainingOptions()));

        model
            .SequenceEqual(
                ModelPackage.ToBytes(ModelTrainer.Train(onTime, s_asOf, new TrainingOptions()))
            )
            .ShouldBeTrue();
    }

    [Fact]
    public void Run_LateLinesBeforeTheCutoff_ChangeNoPredictionButTheOutcomesStay()
    {
        var lines = TestOrders.Random(4, 500);
        var cutoff = s_asOf.AddDays(-90);
        var table = TestOrders.Table(lines);
        var isLate = lines.Select((l, i) => i % 7 == 2 && l.Day < cutoff).ToArray();
        var late = CustomerHistories.Build(
            table with
            {
                ArrivalDay = [.. table.Day.Select((d, i) => isLate[i] ? cutoff.DayNumber : d)],
            }
        );
        var onTime = TestOrders.Histories([.. lines.Where((_, i) => !isLate[i])]);
        var options = new TrainingOptions { Horizon = new(90, Features.HorizonUnit.Days) };

        var actual = Backtest.Run(late, cutoff, options);
        var expected = Backtest.Run(onTime, cutoff, options);

        actual.Columns.PredictedClv.ToArray().ShouldBe(expected.Columns.PredictedClv.ToArray());
        actual.Columns.ActualValue.ToArray().ShouldBe(expected.Columns.ActualValue.ToArray());
        actual
            .Result.Baselines.Select(b => (b.Name, b.Mae, b.NormalizedGini, b.ChurnAuc))
            .ShouldBe(
                expected.Result.Baselines.Select(b => (b.Name, b.Mae, b.NormalizedGini, b.ChurnAuc))
            );
    }
}
