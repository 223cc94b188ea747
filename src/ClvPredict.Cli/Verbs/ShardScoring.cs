using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score --shard: the scores of one part of the customers, for clv merge.</summary>
/// <param name="Parse">The words of the command.</param>
/// <param name="Input">The orders.</param>
/// <param name="Known">Attributes and events.</param>
/// <param name="Bound">Memory to keep within; null without a bound.</param>
/// <param name="Head">Which part.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="SortedFolder">Where scores are meanwhile, if the orders arrive sorted by customer; null if not.</param>
internal sealed record ShardScoring(
    ParseResult Parse,
    OrderInput Input,
    CustomerInput Known,
    SpillOptions? Bound,
    ScorePartHead Head,
    int Threads,
    string? SortedFolder = null
)
{
    /// <summary>Scores the part and writes its file.</summary>
    public int Run(ClvModel model, string path, Output output, CancellationToken cancellationToken)
    {
        var customers = Write(model, path, output, cancellationToken);
        var result = new
        {
            Shard = FormattableString.Invariant($"{Head.Shard.Number}/{Head.Shard.Count}"),
            Head.AsOf,
            Head.Horizon,
            Customers = customers,
            Part = path,
        };
        output.Result(
            result,
            () =>
                FormattableString.Invariant(
                    $"customers scored   {customers:N0} of part {result.Shard} in {path}; clv merge brings the parts together"
                )
        );
        return ExitCodes.Done;
    }

    private int Write(
        ClvModel model,
        string path,
        Output output,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (SortedFolder is not null)
                return new SortedScoring(Parse, Input, model, Head.AsOf, Threads, output).WritePart(
                    Head,
                    path,
                    SortedFolder,
                    cancellationToken
                );
            return Bound is null
                ? WriteInMemory(
                    Input.Read(Parse, output, path, cancellationToken, Head.AsOf),
                    model,
                    path,
                    output,
                    cancellationToken
                )
                : WriteBounded(model, path, output, cancellationToken);
        }
        catch (OrderDataException e) when (e.IsNobody)
        {
            output.Report(e.Message);
            return ScoreParts.Write(model, null, Head, path, Threads, cancellationToken);
        }
    }

    private int WriteBounded(
        ClvModel model,
        string path,
        Output output,
        CancellationToken cancellationToken
    )
    {
        using var parts = Input.ReadParts(
            Parse,
            output,
            path,
            Bound!,
            cancellationToken,
            Head.AsOf
        );
        if (parts.Log is { } log)
        {
            OrderInput.Report(log.Report, output);
            return WriteInMemory(log, model, path, output, cancellationToken);
        }
        var scorer = PartedScoring.Run(model, parts, Head.AsOf, Threads, output, cancellationToken);
        scorer.WritePart(HeadOf(parts.Report()), path, cancellationToken);
        return scorer.Customers;
    }

    private int WriteInMemory(
        OrderLog log,
        ClvModel model,
        string path,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var orders = Known.Add(
            Parse,
            Histories.Of(log, Head.AsOf, output, cancellationToken),
            output,
            cancellationToken
        );
        output.Report("scoring");
        return ScoreParts.Write(
            model,
            orders.Data,
            HeadOf(log.Report),
            path,
            Threads,
            cancellationToken
        );
    }

    private ScorePartHead HeadOf(IngestReport report) =>
        Head with
        {
            Currency = report.Currency ?? "",
        };
}
