using ClvPredict.Decisions.Forecasting;

namespace ClvPredict.Decisions.Tests.Forecasting;

public class MonthlySeasonTests
{
    private static readonly double[] s_planted =
    [
        0.85,
        0.80,
        0.90,
        0.95,
        0.95,
        0.90,
        0.85,
        0.85,
        0.95,
        1.05,
        1.45,
        1.50,
    ];

    [Fact]
    public void FromLogs_PlantedSeasonAndTrendOverThreeYears_FindsTheSeason()
    {
        var random = new Random(1);
        var (logs, counts) = (new double[36], new double[36]);
        for (var m = 0; m < 36; m++)
        {
            counts[m] = 500;
            logs[m] =
                Math.Log(s_planted[(m + 3) % 12])
                + (0.02 * m)
                + (0.05 * (random.NextDouble() - 0.5));
        }

        var season = MonthlySeason.FromLogs(logs, counts, firstMonth: 3);

        for (var month = 0; month < 12; month++)
            season.Factors[month].ShouldBe(s_planted[month], 0.06, $"month {month + 1}");
        season.Factors.Average().ShouldBe(1, 1e-12);
        season
            .Factor(new DateOnly(2024, 11, 16), new DateOnly(2024, 12, 16))
            .ShouldBe((season.Factors[10] + season.Factors[11]) / 2, 1e-9);
    }

    [Fact]
    public void FromLogs_ChanceAlone_IsNoSeason()
    {
        var random = new Random(2);
        var counts = Enumerable.Repeat(8.0, 24).ToArray();
        var logs = counts.Select(_ => (random.NextDouble() - 0.5) * 0.6).ToArray();

        MonthlySeason
            .FromLogs(logs, counts, firstMonth: 0)
            .Factors.ShouldAllBe(f => Math.Abs(f - 1) < 0.1);
    }
}
