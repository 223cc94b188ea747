using System.Text;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Reporting;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Cli.Verbs;

/// <summary>Writes the HTML report about data, model and scores.</summary>
internal static class ReportFile
{
    public static async Task WriteAsync(
        string path,
        ScoredOrders scored,
        ShopConfig config,
        ReportLanguage language,
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
                Config = config,
            },
            cancellationToken
        );
        var html = await HtmlReport.RenderAsync(content, language);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }
}
