using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Evaluation;
using ClvPredict.Training.Stack;

namespace ClvPredict.Training.Judging;

/// <summary>
/// Trains at rolling origins of the past, compares the stack with everything simpler on the time after each, and says what
/// ships: the stack, unless a rule of thumb is better beyond chance, and never a ranking that is not better than none.
/// </summary>
public static class Judge
{
    private const int MinHistoryDays = 90;

    /// <summary>Judges what the options train, at cutoffs before <paramref name="asOf"/> only.</summary>
    /// <returns>The report and the backtest of the latest origin; null when the history is too short for one.</returns>
    public static (JudgeReport Report, BacktestResult Latest)? Run(
        CustomerData data,
        DateOnly asOf,
        TrainingOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (
            options.Origins == 0
            || Backtest.LatestWindow(data.Histories, asOf, options.Horizon)
                is not var (latest, horizon)
        )
            return null;
        var cutoffs = Origins(
            data.Histories.FirstDay,
            latest,
            horizon.DaysFrom(latest),
            options.Origins
        );
        return Run(data, cutoffs, options with { Horizon = horizon }, progress, cancellationToken);
    }

    /// <summary>Judges at the given cutoffs, the latest first; the history must reach a horizon beyond each.</summary>
    public static (JudgeReport Report, BacktestResult Latest) Run(
        CustomerData data,
        ImmutableArray<DateOnly> cutoffs,
        TrainingOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        BacktestResult? latest = null;
        var origins = ImmutableArray.CreateBuilder<JudgedOrigin>();
        var losses = new List<OriginLosses>();
        foreach (var cutoff in cutoffs)
        {
            progress?.Report(
                $"backtest {origins.Count + 1} of {cutoffs.Length}: training on orders before {cutoff:yyyy-MM-dd}, predicting {options.Horizon}"
            );
            var backtest = Backtest.Run(data, cutoff, options, progress, cancellationToken);
            latest ??= backtest;
            losses.Add(new OriginLosses(backtest, data.Histories.CustomerIds));
            origins.Add(Origin(backtest));
        }
        if (latest is null)
            throw new ArgumentException("There must be at least one cutoff.", nameof(cutoffs));
        var gains = Gains(losses, options.Seed);
        return (JudgeVerdict.Of(origins.ToImmutable(), gains), latest);
    }

    /// <summary>Up to so many cutoffs, half a horizon apart, each with history enough before it.</summary>
    public static ImmutableArray<DateOnly> Origins(
        DateOnly firstDay,
        DateOnly latest,
        int horizonDays,
        int count
    )
    {
        var step = Math.Max(1, horizonDays / 2);
        var history = latest.DayNumber - firstDay.DayNumber;
        var earliest = firstDay.AddDays(Math.Max(MinHistoryDays, history / 3));
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => latest.AddDays(-i * step))
                .Where((c, i) => i == 0 || c >= earliest),
        ];
    }

    private static JudgedOrigin Origin(BacktestResult backtest)
    {
        var prior = backtest.Result.Baselines.First(b => b.Name == Backtest.PriorName);
        return new JudgedOrigin(
            backtest.Result.Cutoff,
            backtest.Result.Horizon,
            backtest.Result.Customers,
            backtest.Result.Model.HoldoutValue.Bias,
            prior.Bias
        );
    }

    private static ImmutableArray<JudgedGain> Gains(List<OriginLosses> origins, ulong seed)
    {
        var bootstrap = new PairedBootstrap(origins.SelectMany(o => o.Customers), seed);
        var gains = ImmutableArray.CreateBuilder<JudgedGain>();
        foreach (var target in new[] { Target.Activity, Target.Orders, Target.HoldoutValue })
        {
            var stack = Pooled(origins, target, PredictionForm.Stack);
            var everywhere = origins
                .Select(o => o.Forms(target))
                .Aggregate((forms, others) => forms.Intersect(others));
            foreach (var form in everywhere)
            {
                if (form == PredictionForm.Stack)
                    continue;
                var (gain, low, high) = bootstrap.Gain(stack, Pooled(origins, target, form));
                var wins = origins.Count(o =>
                    o.Of(target, PredictionForm.Stack).Sum() < o.Of(target, form).Sum()
                );
                gains.Add(new JudgedGain(target.Name, form, gain, low, high, wins));
            }
        }
        return gains.ToImmutable();
    }

    private static double[] Pooled(
        List<OriginLosses> origins,
        Target target,
        PredictionForm form
    ) => [.. origins.SelectMany(o => o.Of(target, form))];
}
