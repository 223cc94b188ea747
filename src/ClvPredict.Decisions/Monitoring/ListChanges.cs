using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Monitoring;

/// <summary>Who has left the top decile and the contact list since a day; only customers known then count.</summary>
internal static class ListChanges
{
    private const int Named = 5;

    /// <summary>From earlier scores to those of now.</summary>
    /// <param name="then">The earlier scores.</param>
    /// <param name="now">The scores of now.</param>
    /// <param name="usual">The scores of as many days before the earlier ones; null without.</param>
    public static ImmutableArray<ListTurnover> Find(
        EarlierScores then,
        CustomerScores now,
        EarlierScores? usual
    )
    {
        var current = EarlierScores.Of(now);
        var isUsualKnown = usual is not null;
        var (top, list) = (Pair.Of(then, current), isUsualKnown ? Pair.Of(usual!, then) : null);
        return
        [
            Turnover("top decile", then, top, top.TopThen, top.TopNow, list?.TopShare),
            Turnover("contact list", then, top, top.TargetsThen, top.TargetsNow, list?.TargetShare),
        ];
    }

    private static ListTurnover Turnover(
        string name,
        EarlierScores then,
        Pair pair,
        bool[] before,
        bool[] after,
        double? usual
    )
    {
        var left = Enumerable.Range(0, before.Length).Where(i => before[i] && !after[i]).ToArray();
        return new ListTurnover(
            name,
            then.AsOf,
            before.Count(b => b),
            left.Length,
            left.Sum(i => (double)pair.Then[i].PredictedClv),
            left.Sum(i => (double)pair.Now[i].PredictedClv),
            usual ?? double.NaN,
            [
                .. left.OrderByDescending(i => pair.Then[i].PredictedClv - pair.Now[i].PredictedClv)
                    .ThenBy(i => pair.Ids[i], StringComparer.Ordinal)
                    .Take(Named)
                    .Select(i => new ListLeaver(
                        pair.Ids[i],
                        pair.Then[i].PredictedClv,
                        pair.Now[i].PredictedClv
                    )),
            ]
        );
    }

    /// <summary>The customers of two days that both know, in the order of their ids.</summary>
    private sealed record Pair(string[] Ids, EarlierScore[] Then, EarlierScore[] Now)
    {
        public bool[] TopThen { get; } = Top(Then);

        public bool[] TopNow { get; } = Top(Now);

        public bool[] TargetsThen { get; } = [.. Then.Select(s => s.IsTarget)];

        public bool[] TargetsNow { get; } = [.. Now.Select(s => s.IsTarget)];

        public double TopShare => Share(TopThen, TopNow);

        public double TargetShare => Share(TargetsThen, TargetsNow);

        public static Pair Of(EarlierScores then, EarlierScores now)
        {
            string[] ids =
            [
                .. then
                    .Customers.Keys.Where(now.Customers.ContainsKey)
                    .Order(StringComparer.Ordinal),
            ];
            return new Pair(
                ids,
                [.. ids.Select(id => then.Customers[id])],
                [.. ids.Select(id => now.Customers[id])]
            );
        }

        private static bool[] Top(EarlierScore[] scores)
        {
            var isTop = new bool[scores.Length];
            foreach (var i in ForecastCheck.TopDecile([.. scores.Select(s => s.PredictedClv)]))
                isTop[i] = true;
            return isTop;
        }

        private static double Share(bool[] before, bool[] after)
        {
            var (size, left) = (0, 0);
            for (var i = 0; i < before.Length; i++)
            {
                size += before[i] ? 1 : 0;
                left += before[i] && !after[i] ? 1 : 0;
            }
            return size > 0 ? (double)left / size : 0;
        }
    }
}
