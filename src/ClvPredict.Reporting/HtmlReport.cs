using System.Text.Encodings.Web;
using System.Text.Unicode;
using ClvPredict.Reporting.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvPredict.Reporting;

/// <summary>Renders a report to one HTML file that needs nothing else: no script, no network, no other file.</summary>
public static class HtmlReport
{
    /// <summary>
    /// Renders the report as an HTML5 document, to be written as UTF-8. The same content gives the same text. Text from
    /// data, such as customer ids, is encoded.
    /// </summary>
    /// <param name="content">What to show.</param>
    /// <param name="language">The language of its texts; null for English.</param>
    public static async Task<string> RenderAsync(
        ReportContent content,
        ReportLanguage? language = null
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var services = new ServiceCollection()
            // Letters of every script as they are; only what means something in HTML is encoded.
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ReportDocument.Content)] = content,
                [nameof(ReportDocument.Language)] = language ?? ReportLanguage.English,
            }
        );
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<ReportDocument>(parameters);
            return root.ToHtmlString();
        });
    }
}
