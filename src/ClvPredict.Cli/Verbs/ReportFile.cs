using System.Text;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Reporting;
using ClvPredict.Reporting.Languages;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>Writes the HTML report about data, model and scores.</summary>
internal static class ReportFile
{
    public static async Task WriteAsync(
        string path,
        ScoredOrders scored,
        Func<DateOnly, CustomerScores> scoreAt,
        ShopConfig config,
        ReportLanguage language,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var content = ReportContent.Of(
            new ReportInput
            {
                Ingest = scored.Orders.Log.Report,
                Data = scored.Orders.Data,
                ZipName = scored.Zip,
                Scorer = scored.Scorer,
                Scores = scored.Scores,
                Earlier = ReportInput.EarlierDay(scored.Orders.Customers, scored.Scores.AsOf)
                    is { } day
                    ? scoreAt(day)
                    : null,
                Config = config,
                Threads = threads,
            },
            cancellationToken
        );
        var html = await HtmlReport.RenderAsync(content, language);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }
}
