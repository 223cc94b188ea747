using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score of all customers at once: in memory, or in parts on disk where they do not fit the bound.</summary>
/// <param name="Parse">The words of the command.</param>
/// <param name="Options">Its options.</param>
/// <param name="Zip">The model's file.</param>
/// <param name="Scorer">The model.</param>
/// <param name="Output">Where progress goes.</param>
internal sealed record WholeScoring(
    ParseResult Parse,
    ScoreOptions Options,
    string Zip,
    CustomerScorer Scorer,
    Output Output
)
{
    private DateOnly? AsOf => Parse.GetValue(Options.AsOf);

    private int Threads => Parse.GetValue(Options.Threads);

    /// <summary>Scores and writes.</summary>
    public async Task<int> RunAsync(
        ScoreOutput wanted,
        SpillOptions? bound,
        CancellationToken cancellationToken
    )
    {
        if (bound is null)
            return await InMemoryAsync(
                Options.Orders.Read(Parse, Output, wanted.ScoresPath, cancellationToken, AsOf),
                wanted,
                cancellationToken
            );
        using var parts = Options.Orders.ReadParts(
            Parse,
            Output,
            wanted.ScoresPath,
            bound,
            cancellationToken,
            AsOf
        );
        if (parts.Log is { } log)
        {
            OrderInput.Report(log.Report, Output);
            return await InMemoryAsync(log, wanted, cancellationToken);
        }
        var summary = ScoreSummary.Of(
            PartedScoring
                .Run(Scorer.Model, parts, AsOf, Threads, Output, cancellationToken)
                .Write(wanted, cancellationToken)
        );
        Output.Result(summary, () => summary.ToText());
        return ExitCodes.Done;
    }

    private async Task<int> InMemoryAsync(
        OrderLog log,
        ScoreOutput wanted,
        CancellationToken cancellationToken
    )
    {
        var orders = Options.Known.Add(
            Parse,
            Histories.Of(log, AsOf, Output, cancellationToken),
            Output,
            cancellationToken
        );
        Output.Report("scoring");
        var scores = TierSettings.Apply(
            wanted.Tiers,
            Scorer.Score(orders.Data, orders.AsOf, wanted.Economics, Threads, cancellationToken)
        );
        // A list that is refused leaves no file behind.
        var summary = ScoreSummary.Of(
            scores,
            wanted.Listed is null ? null : scores.TotalOf(wanted.Listed)
        );
        ScoreFile.Write(scores, wanted.ScoresPath);
        if (wanted.TargetsPath is { } targets)
            ScoreFile.WriteTargets(scores, targets);
        await Options.Report.WriteAsync(
            Parse,
            Output,
            () => new ScoredOrders(orders, Zip, Scorer, scores),
            earlier => TierSettings.Apply(wanted.Tiers, earlier),
            Threads,
            Options.Orders.Config(Parse),
            cancellationToken
        );
        Output.Result(summary, () => summary.ToText());
        return ExitCodes.Done;
    }
}
