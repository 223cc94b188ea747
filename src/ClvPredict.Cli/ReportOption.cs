using System.CommandLine;
using ClvPredict.Cli.Verbs;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Scoring;

namespace ClvPredict.Cli;

/// <summary>A report beside the result of a verb: --report FILE, with --lang.</summary>
internal sealed class ReportOption
{
    private readonly LanguageOption _language = new();
    private readonly Option<string?> _file = new("--report")
    {
        Description = "HTML report to write as well, the same as that of clv report.",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_file);
        _language.AddTo(verb);
    }

    /// <summary>The file asked for; null without.</summary>
    /// <exception cref="UsageException">Its folder does not exist, or a language is named without a file.</exception>
    public string? Path(ParseResult parse)
    {
        if (parse.GetValue(_file) is { } path)
            return OutputFiles.RequireFolder(path);
        return _language.IsGiven(parse) ? throw new UsageException("--lang needs --report.") : null;
    }

    /// <summary>Writes the report if one is asked for.</summary>
    /// <param name="parse">The words of the command.</param>
    /// <param name="output">Where progress goes.</param>
    /// <param name="score">Orders and scores to report on; asked for only then.</param>
    /// <param name="withTiers">Gives scores of an earlier day the tiers of the command.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="config">What the shop states.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task WriteAsync(
        ParseResult parse,
        Output output,
        Func<ScoredOrders> score,
        Func<CustomerScores, CustomerScores> withTiers,
        int threads,
        ShopConfig config,
        CancellationToken cancellationToken
    )
    {
        if (Path(parse) is not { } path)
            return;
        var scored = score();
        await ReportFile.WriteAsync(
            path,
            scored,
            day => withTiers(scored.On(day, threads, cancellationToken)),
            config,
            _language.Read(parse, config),
            threads,
            cancellationToken
        );
        output.Report("report " + path);
    }
}
