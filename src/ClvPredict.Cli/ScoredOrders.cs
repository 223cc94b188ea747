using ClvPredict.Cli.Verbs;
using ClvPredict.Scoring;

namespace ClvPredict.Cli;

/// <summary>Orders and what a model says of their customers.</summary>
/// <param name="Orders">The orders, with what else is known of the customers.</param>
/// <param name="Zip">The model's file.</param>
/// <param name="Scorer">The model.</param>
/// <param name="Scores">One score a customer.</param>
internal sealed record ScoredOrders(
    Histories Orders,
    string Zip,
    CustomerScorer Scorer,
    CustomerScores Scores
)
{
    /// <summary>The same customers on an earlier day.</summary>
    public CustomerScores On(DateOnly day, int threads, CancellationToken cancellationToken) =>
        Scorer.Score(Orders.Data, day, null, threads, cancellationToken);
}
