using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Training.Simulation;

/// <summary>Writes rows of the order log or of the truth as CSV. Dispose flushes; the stream stays open.</summary>
internal sealed class SimulationCsv : IDisposable
{
    // Order ids carry the customer's number before the order's, so that they stay when customers are added.
    private const long OrdersPerCustomer = 10_000;

    // Longer than the longest double with fixed decimals.
    private readonly char[] _text = new char[400];
    private readonly CsvWriter _csv;

    /// <summary>Writes the header.</summary>
    public SimulationCsv(Stream stream, ImmutableArray<string> columns)
    {
        _csv = new CsvWriter(stream);
        foreach (var column in columns)
            _csv.Write(column);
        _csv.EndRow();
    }

    /// <summary>A row with <see cref="OrderSimulator.OrderColumns"/>.</summary>
    public void WriteLine(in SimulatedLine line)
    {
        Id('C', line.CustomerNumber, "D6", "");
        Id(
            'O',
            (line.CustomerNumber * OrdersPerCustomer) + line.OrderNumber,
            "D10",
            line.IsReturn ? "R" : ""
        );
        Date(line.Day);
        Id('P', line.ProductIndex + 1, "D3", "");
        _csv.Write(ShopCatalogue.CategoryOf(line.ProductIndex).Name);
        _csv.Write(ShopCatalogue.Channels[line.ChannelIndex].Name);
        _csv.Write((long)line.Quantity);
        Cents(line.UnitPriceCents);
        Cents(line.DiscountCents);
        Cents(line.AmountCents);
        _csv.EndRow();
    }

    /// <summary>
    /// A row with <see cref="OrderSimulator.TruthColumns"/>. A lifetime that ends at or after <paramref name="lastDay"/>
    /// is left empty, and so is the holdout of a customer without one.
    /// </summary>
    public void WriteTruth(
        int customerNumber,
        CustomerTraits traits,
        HoldoutTruth? holdout,
        int cutoffDay,
        int horizonDays,
        int lastDay
    )
    {
        Id('C', customerNumber, "D6", "");
        Date(traits.FirstOrderDay);
        Fixed(traits.RatePerDay * 7, "F6");
        Fixed(traits.DropoutPerDay * 7, "F6");
        if (traits.LifetimeEndDay < lastDay)
            Date(traits.LifetimeEndDay);
        else
            _csv.Write("");
        Fixed(traits.MeanOrderValue, "F2");
        Fixed(traits.ReturnPropensity, "F4");
        Fixed(traits.DiscountAffinity, "F4");
        _csv.Write(ShopCatalogue.Channels[traits.PreferredChannel].Name);
        _csv.Write(ShopCatalogue.Categories[traits.PreferredCategory].Name);
        Date(cutoffDay);
        _csv.Write((long)horizonDays);
        WriteHoldout(holdout);
        _csv.EndRow();
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private void WriteHoldout(HoldoutTruth? holdout)
    {
        if (holdout is not { } truth)
        {
            for (var i = 0; i < 5; i++)
                _csv.Write("");
            return;
        }
        _csv.Write(truth.IsAlive ? "true" : "false");
        Fixed(truth.ExpectedOrders, "F4");
        Fixed(truth.ExpectedValueCents / 100, "F2");
        _csv.Write((long)truth.RealisedOrders);
        Cents(truth.RealisedValueCents);
    }

    private void Id(char prefix, long number, string format, string suffix)
    {
        _text[0] = prefix;
        number.TryFormat(_text.AsSpan(1), out var digits, format, CultureInfo.InvariantCulture);
        suffix.CopyTo(_text.AsSpan(1 + digits));
        _csv.Write(_text.AsSpan(0, 1 + digits + suffix.Length));
    }

    private void Date(int day)
    {
        DateOnly
            .FromDayNumber(day)
            .TryFormat(_text, out var written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _csv.Write(_text.AsSpan(0, written));
    }

    private void Cents(long cents)
    {
        var (units, rest) = Math.DivRem(Math.Abs(cents), 100);
        var sign = cents < 0 ? "-" : "";
        _text
            .AsSpan()
            .TryWrite(CultureInfo.InvariantCulture, $"{sign}{units}.{rest:D2}", out var written);
        _csv.Write(_text.AsSpan(0, written));
    }

    private void Fixed(double number, string format)
    {
        number.TryFormat(_text, out var written, format, CultureInfo.InvariantCulture);
        _csv.Write(_text.AsSpan(0, written));
    }
}
