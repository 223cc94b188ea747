using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;
using Microsoft.Win32.SafeHandles;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv score --sorted: orders that arrive sorted by customer are scored as they come.</summary>
/// <param name="Parse">The words of the command.</param>
/// <param name="Input">The orders.</param>
/// <param name="Model">The model.</param>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="Output">Where progress goes.</param>
internal sealed record SortedScoring(
    ParseResult Parse,
    OrderInput Input,
    ClvModel Model,
    DateOnly AsOf,
    int Threads,
    Output Output
)
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Writes rows to standard output as they come, without what depends on all customers.</summary>
    public int Stream(CancellationToken cancellationToken)
    {
        using var orders = Input.ReadSorted(Parse, Output, null, AsOf, cancellationToken);
        using var stream = OpenStandardOutput();
        var customers = ArrivingScores.Write(
            Model,
            orders,
            AsOf,
            stream,
            Threads,
            cancellationToken
        );
        OrderInput.Report(orders.Report(), Output);
        Output.Report(FormattableString.Invariant($"{customers:N0} customers scored"));
        return ExitCodes.Done;
    }

    /// <summary>Writes the score file with ranks, tiers and targets over all customers.</summary>
    public int Write(ScoreOutput output, string folder, CancellationToken cancellationToken)
    {
        using var spill = SpillFolder.Create(folder);
        var summary = ScoreSummary.Of(
            Score(output.ScoresPath, spill, out _, cancellationToken)
                .Write(output, cancellationToken)
        );
        Output.Result(summary, () => summary.ToText());
        return ExitCodes.Done;
    }

    /// <summary>Writes a part, and returns the number of its customers.</summary>
    public int WritePart(
        ScorePartHead head,
        string path,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var spill = SpillFolder.Create(folder);
        var scorer = Score(path, spill, out var report, cancellationToken);
        scorer.WritePart(head with { Currency = report.Currency ?? "" }, path, cancellationToken);
        return scorer.Customers;
    }

    private PartedScorer Score(
        string path,
        SpillFolder spill,
        out IngestReport report,
        CancellationToken cancellationToken
    )
    {
        using var orders = Input.ReadSorted(Parse, Output, path, AsOf, cancellationToken);
        PartedScorer scorer;
        try
        {
            scorer = PartedScorer.Score(Model, orders, spill, AsOf, Threads, cancellationToken);
        }
        catch (OrderDataException e) when (e.IsNobody)
        {
            // What the account of the lines says of it tells more.
            orders.Report();
            throw;
        }
        Histories.ReportLate(scorer.LateLines, AsOf, Output);
        report = orders.Report();
        OrderInput.Report(report, Output);
        return scorer;
    }

    // The console's own stream takes what nobody reads any more without a word; a file says that its reader is gone.
    private static Stream OpenStandardOutput() =>
        OperatingSystem.IsWindows()
            ? Console.OpenStandardOutput()
            : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write);
}
