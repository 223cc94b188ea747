using ClvPredict.Decisions.Segments;

namespace ClvPredict.Decisions.Tests.Segments;

public class SeasonRuleTests
{
    private static readonly SegmentOptions s_options = new();

    [Fact]
    public void Start_ChristmasEveryYear_IsASeason()
    {
        int[] days =
        [
            .. new[] { 2021, 2022, 2023 }.SelectMany(year =>
                new[] { Day(year, 11, 28), Day(year, 12, 18) }
            ),
        ];

        var start = SeasonRule.Start(days, s_options);

        SeasonRule
            .Next(start, s_options.SeasonDays, new DateOnly(2024, 3, 1))
            .ShouldBe(new DateOnly(2024, 11, 27));
        SeasonRule
            .Next(start, s_options.SeasonDays, new DateOnly(2024, 1, 5))
            .ShouldBe(new DateOnly(2023, 11, 28));
    }

    [Fact]
    public void Start_SameDaysInOneYearOnly_IsNone()
    {
        int[] days = [.. Enumerable.Range(0, 8).Select(i => Day(2023, 11, 1) + (7 * i))];

        SeasonRule.Start(days, s_options).ShouldBe(-1);
    }

    [Fact]
    public void Start_DaysAtRandom_IsRarerThanTheChanceAsked()
    {
        var random = new Random(7);
        var seasons = 0;
        for (var run = 0; run < 4_000; run++)
        {
            var days = new int[4 + random.Next(12)];
            for (var i = 0; i < days.Length; i++)
                days[i] = Day(2020, 1, 1) + random.Next(4 * 365);
            Array.Sort(days);
            seasons += SeasonRule.Start(days, s_options) >= 0 ? 1 : 0;
        }

        seasons.ShouldBeLessThan(40);
    }

    [Fact]
    public void Chance_AllOfSixInAQuarter_IsTheBoundInClosedForm()
    {
        SeasonRule.Chance(6, 6, 0.25).ShouldBe(6 * Math.Pow(0.25, 5), 1e-12);
    }

    private static int Day(int year, int month, int day) =>
        new DateOnly(year, month, day).DayNumber;
}
