namespace ClvPredict.Data.Ingest;

/// <summary>What the options say about the meaning of lines, with the files read that they name.</summary>
internal sealed class ReadRules
{
    internal ReadRules(OrderReadOptions options)
    {
        Options = options;
        Zone = options.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : null;
        Rates = options.CurrencyRatesPath is { } path
            ? CurrencyRates.Read(path, options.Currency ?? "")
            : null;
        Aliases = options.AliasesPath is { } aliases ? CustomerAliases.Read(aliases) : null;
        TakesOffTax = options.AmountIncludes.Contains("tax", StringComparer.Ordinal);
        TakesOffShipping = options.AmountIncludes.Contains("shipping", StringComparer.Ordinal);
    }

    internal OrderReadOptions Options { get; }

    /// <summary>The business's time zone; null when the day is the one written.</summary>
    internal TimeZoneInfo? Zone { get; }

    /// <summary>Null when all lines must be in one currency.</summary>
    internal CurrencyRates? Rates { get; }

    internal CustomerAliases? Aliases { get; }
    internal bool TakesOffTax { get; }
    internal bool TakesOffShipping { get; }
}
