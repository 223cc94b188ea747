using System.Globalization;

namespace ClvPredict.Data.Ingest;

/// <summary>A number of an order line, or that there is none, or why its text is no number.</summary>
internal readonly ref struct NumberField
{
    private NumberField(ReadOnlySpan<byte> text, DecimalText value, NumberFault fault)
    {
        Text = text;
        Value = value;
        Fault = fault;
        IsPresent = true;
    }

    /// <summary>False for an empty field, and by default.</summary>
    internal bool IsPresent { get; }

    /// <summary>The field as written, for messages; may be empty.</summary>
    internal ReadOnlySpan<byte> Text { get; }

    /// <summary>The number, where there is no fault.</summary>
    internal DecimalText Value { get; }

    internal NumberFault Fault { get; }

    /// <summary>A number that is known exactly.</summary>
    internal static NumberField Of(DecimalText value) => new([], value, NumberFault.None);

    /// <summary>A value that is no number, or none that is in range.</summary>
    internal static NumberField OfFault(NumberFault fault) => new([], default, fault);

    /// <summary>The shortest decimal that reads back as the same double; NaN is a missing number.</summary>
    internal static NumberField OfDouble(double value)
    {
        if (double.IsNaN(value))
            return default;
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        var fault = DecimalText.Parse(text[..length], (byte)'.', out var number);
        return new NumberField([], number, fault);
    }

    /// <summary>A number as written, without outer spaces; empty is a missing number.</summary>
    internal static NumberField OfText(ReadOnlySpan<byte> text, byte decimalMark)
    {
        if (text.IsEmpty)
            return default;
        var fault = DecimalText.Parse(text, decimalMark, out var number);
        return new NumberField(text, number, fault);
    }
}
