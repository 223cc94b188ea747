using Microsoft.AspNetCore.Components;

namespace ClvPredict.Reporting.Languages;

/// <summary>A component that writes in the language that the page cascades to it; English where none does.</summary>
public abstract class LanguageComponent : ComponentBase
{
    /// <summary>The language of the page.</summary>
    [CascadingParameter]
    public ReportLanguage Language { get; set; } = ReportLanguage.English;

    /// <summary>A text of the language; see <see cref="ReportLanguage.Text"/>.</summary>
    protected string T(string key, params ReadOnlySpan<string> arguments) =>
        Language.Text(key, arguments);

    /// <summary>Sentences after each other; null and empty ones are left out.</summary>
    protected static string Sentences(params IEnumerable<string?> sentences) =>
        string.Join(' ', sentences.Where(s => !string.IsNullOrEmpty(s)));
}
