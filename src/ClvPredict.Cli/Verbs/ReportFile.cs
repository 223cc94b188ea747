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
        Histories orders,
        string zip,
        CustomerScorer scorer,
        CustomerScores scores,
        ShopConfig config,
        ReportLanguage language,
        CancellationToken cancellationToken
    )
    {
        var content = ReportContent.Of(
            new ReportInput
            {
                Ingest = orders.Log.Report,
                Data = orders.Data,
                ZipName = zip,
                Scorer = scorer,
                Scores = scores,
                Config = config,
            },
            cancellationToken
        );
        var html = await HtmlReport.RenderAsync(content, language);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }
}
