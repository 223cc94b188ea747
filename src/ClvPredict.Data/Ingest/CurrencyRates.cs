using System.Text;

namespace ClvPredict.Data.Ingest;

/// <summary>What one unit of each currency is worth in the base currency.</summary>
internal sealed class CurrencyRates
{
    private readonly Dictionary<string, DecimalText> _rates;
    private readonly string _baseCurrency;

    private CurrencyRates(Dictionary<string, DecimalText> rates, string baseCurrency)
    {
        _rates = rates;
        _baseCurrency = baseCurrency;
    }

    /// <summary>Reads the columns currency and rate of a CSV file. The base currency's rate is 1 and need not be there.</summary>
    /// <exception cref="OrderDataException">A column is missing, a currency is named twice, or a rate is no positive number.</exception>
    internal static CurrencyRates Read(string path, string baseCurrency)
    {
        var table = CsvTable.Read(path);
        var (currency, rate) = (table.IndexOf("currency"), table.IndexOf("rate"));
        if (currency < 0 || rate < 0)
            throw new OrderDataException(
                $"{path}: expected the columns currency and rate; the header has: {string.Join(", ", table.Columns)}."
            );
        var rates = new Dictionary<string, DecimalText>(StringComparer.OrdinalIgnoreCase);
        for (var row = 0; row < table.RowCount; row++)
        {
            var name = table[row, currency].Trim();
            var text = table[row, rate].Trim();
            var fault = DecimalText.Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value);
            if (name.Length == 0 || fault != NumberFault.None || value.Mantissa <= 0)
                throw new OrderDataException(
                    $"{path}, row {row + 1}: '{name}' has the rate '{text}'; expected a currency and a positive decimal number."
                );
            if (!rates.TryAdd(name, value))
                throw new OrderDataException($"{path}: the currency {name} is named twice.");
        }
        if (
            rates.TryGetValue(baseCurrency, out var own)
            && own.Mantissa != DecimalText.PowerOf10AsLong(own.Scale)
        )
            throw new OrderDataException(
                $"{path}: {baseCurrency} is the base currency, so its rate must be 1 or be left out."
            );
        return new CurrencyRates(rates, baseCurrency);
    }

    /// <summary>Whether a currency is the base currency.</summary>
    internal bool IsBase(ReadOnlySpan<byte> currency) =>
        Ascii.EqualsIgnoreCase(currency, _baseCurrency);

    /// <summary>The rate of a currency; null when there is none.</summary>
    internal DecimalText? Find(ReadOnlySpan<byte> currency)
    {
        Span<char> name = stackalloc char[16];
        if (!Encoding.UTF8.TryGetChars(currency, name, out var length))
            return null;
        return _rates
            .GetAlternateLookup<ReadOnlySpan<char>>()
            .TryGetValue(name[..length], out var rate)
            ? rate
            : null;
    }
}
