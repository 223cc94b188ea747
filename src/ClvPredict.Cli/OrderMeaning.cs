using System.CommandLine;
using ClvPredict.Data;

namespace ClvPredict.Cli;

/// <summary>Options that say what order lines mean: zone, repeats, merged customers, currencies, what amounts include.</summary>
internal sealed class OrderMeaning
{
    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description =
            "The business's time zone (IANA name, such as Europe/Vienna): times with an offset are converted, its day counts.",
    };
    private readonly Option<bool> _timesAreUtc = new("--times-utc")
    {
        Description = "Times written without an offset are in UTC; needs --time-zone.",
    };
    private readonly Option<RepeatPolicy> _repeats = new("--repeats")
    {
        Description =
            "Lines that repeat another line exactly: keep or drop. They are counted either way.",
        DefaultValueFactory = _ => RepeatPolicy.Keep,
    };
    private readonly Option<string?> _aliases = new("--aliases")
    {
        Description = "CSV of two columns: merged customer ids, and the ids to use instead.",
    };
    private readonly Option<string?> _rates = new("--rates")
    {
        Description =
            "CSV with currency and rate: what one unit is worth in --to-currency. Without it several currencies are refused.",
    };
    private readonly Option<string?> _toCurrency = new("--to-currency")
    {
        Description = "Currency that amounts are converted to, or must be in.",
    };
    private readonly Option<string[]> _includes = new("--amount-includes")
    {
        Description = "What amounts include and is to be taken off: tax, shipping. Repeatable.",
    };
    private readonly Option<string> _encoding = new("--encoding")
    {
        Description = "Encoding of text files.",
        DefaultValueFactory = _ => new OrderReadOptions().Encoding,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        _includes.AcceptOnlyFromAmong("tax", "shipping");
        _encoding.AcceptOnlyFromAmong("utf-8", "windows-1252");
        Option[] options =
        [
            _timeZone,
            _timesAreUtc,
            _repeats,
            _aliases,
            _rates,
            _toCurrency,
            _includes,
            _encoding,
        ];
        foreach (var option in options)
            verb.Add(option);
    }

    /// <summary>The reading options with what the user said.</summary>
    public OrderReadOptions Apply(ParseResult parse, OrderReadOptions options) =>
        options with
        {
            TimeZone = parse.GetValue(_timeZone),
            TimesAreUtc = parse.GetValue(_timesAreUtc),
            Repeats = parse.GetValue(_repeats),
            AliasesPath = parse.GetValue(_aliases),
            CurrencyRatesPath = parse.GetValue(_rates),
            Currency = parse.GetValue(_toCurrency),
            AmountIncludes = [.. parse.GetValue(_includes) ?? []],
            Encoding = parse.GetValue(_encoding) ?? options.Encoding,
        };
}
