using System.CommandLine;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Cli;

/// <summary>The option that says in which language a report is.</summary>
internal sealed class LanguageOption
{
    private readonly Option<string?> _language = new("--lang")
    {
        Description =
            "Language of the report: en, fa, ar, th or ms. Default: that of the config, or English.",
    };

    public void AddTo(Command verb)
    {
        _language.AcceptOnlyFromAmong([.. ShopConfig.Languages]);
        verb.Add(_language);
    }

    /// <summary>Whether the user has chosen one.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(_language) is { Implicit: false };

    /// <summary>The language chosen, else that of the config, else English.</summary>
    public ReportLanguage Read(ParseResult parse, ShopConfig config) =>
        ReportLanguage.Find(parse.GetValue(_language) ?? config.Language ?? "en")!;
}
