namespace ClvPredict.Decisions.Monitoring.Tests;

public class MonitorRuleTests
{
    private static readonly MonitorOptions s_options = new();

    [Theory]
    [InlineData(1.10, true, false, MonitorVerdict.Ok)]
    [InlineData(1.15, true, false, MonitorVerdict.Watch)]
    [InlineData(0.88, true, false, MonitorVerdict.Watch)]
    [InlineData(1.26, true, false, MonitorVerdict.Retrain)]
    [InlineData(0.79, true, false, MonitorVerdict.Retrain)]
    [InlineData(1.26, true, true, MonitorVerdict.Watch)]
    [InlineData(1.26, false, false, MonitorVerdict.Watch)]
    [InlineData(1.60, false, false, MonitorVerdict.Retrain)]
    [InlineData(0.00, true, false, MonitorVerdict.Retrain)]
    public void Of_DriftOfTheValue_GoesByItsSize(
        double ratio,
        bool isSeasonKnown,
        bool isPartial,
        MonitorVerdict expected
    )
    {
        var (verdict, reasons) = MonitorRule.Of(
            Drift(ratio, isSeasonKnown, isPartial),
            [],
            [],
            levelLogSd: 0.2,
            s_options
        );

        verdict.ShouldBe(expected);
        reasons.Length.ShouldBe(expected == MonitorVerdict.Ok ? 0 : 1);
    }

    [Fact]
    public void Of_ReferenceOffByAsMuch_IsNoDrift()
    {
        var now = Drift(0.5, true, true).Now;

        new ForecastDrift(now, true, now, true).HoldoutValue.ShouldBe(0, 1e-12);
    }

    private static ForecastDrift Drift(double ratio, bool isSeasonKnown, bool isPartial) =>
        new(
            new ForecastTotals(
                new DateOnly(2024, 1, 1),
                new DateOnly(2024, 7, 1),
                1_000,
                100,
                100 * ratio,
                50,
                50,
                10,
                10,
                5,
                5
            ),
            isPartial,
            null,
            isSeasonKnown
        );
}
