using System.Buffers;
using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Ingest;

/// <summary>Whether a point or a comma stands before the decimals of one source. Where fields are separated by commas it is
/// the point; elsewhere the first part of the source decides by majority, or the first later number that can be read in one
/// way only. A number that can be read in both ways before that is refused.</summary>
internal sealed class DecimalMark
{
    private static readonly OrderRole[] s_numberRoles =
    [
        OrderRole.Amount,
        OrderRole.Quantity,
        OrderRole.UnitPrice,
        OrderRole.Discount,
        OrderRole.Tax,
        OrderRole.Shipping,
        OrderRole.Cost,
        OrderRole.Margin,
    ];

    private static readonly SearchValues<byte> s_digitsAndMarks = SearchValues.Create(
        "0123456789.,"u8
    );

    private readonly string _source;

    internal DecimalMark(string source, byte mark)
    {
        _source = source;
        Mark = mark;
    }

    /// <summary>Point or comma; 0 while nothing has decided.</summary>
    internal byte Mark { get; private set; }

    internal static DecimalMark Decide(
        string source,
        CsvInput input,
        OrderHeader header,
        OrderReadOptions options
    )
    {
        if (options.DecimalSeparator is { } given)
            return new DecimalMark(source, (byte)given);
        return new DecimalMark(
            source,
            input.Separator == ',' ? (byte)'.' : Vote(source, input, header)
        );
    }

    /// <summary>Reads a number with the mark decided.</summary>
    internal NumberField Read(ReadOnlySpan<byte> text)
    {
        if (Mark == 0)
            DecideBy(text);
        return NumberField.OfText(text, Mark == 0 ? (byte)'.' : Mark);
    }

    /// <summary>The mark that a number shows beyond doubt; null when it shows none.</summary>
    /// <param name="text">The number.</param>
    /// <param name="isAmbiguous">True for a number such as 1.234, which is either about one or over a thousand.</param>
    internal static byte? MarkIn(ReadOnlySpan<byte> text, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var digits = text.TrimStart("+-"u8);
        var last = digits.LastIndexOfAny((byte)'.', (byte)',');
        if (last < 0 || digits.IndexOfAnyExcept(s_digitsAndMarks) >= 0)
            return null;
        var mark = digits[last];
        var other = mark == '.' ? (byte)',' : (byte)'.';
        var before = digits[..last];
        if (before.Contains(other))
            return mark;
        if (before.Contains(mark))
            return other;
        isAmbiguous =
            digits.Length - last == 4 && before.Length is >= 1 and <= 3 && before[0] != '0';
        return isAmbiguous ? null : mark;
    }

    private static byte Vote(string source, CsvInput input, OrderHeader header)
    {
        int points = 0,
            commas = 0;
        var head = input.ScanHead();
        head.Next();
        while (head.Next())
        {
            if (head.FieldCount != header.FieldCount)
                continue;
            foreach (var role in s_numberRoles)
            {
                if (
                    !header.Has(role)
                    || MarkIn(head.Field(header.ColumnOf(role)).Trim((byte)' '), out _)
                        is not { } mark
                )
                    continue;
                points += mark == '.' ? 1 : 0;
                commas += mark == ',' ? 1 : 0;
            }
        }
        if (points == commas && points > 0)
        {
            throw new OrderDataException(
                $"{source}: {points} numbers have a decimal point and as many a decimal comma. Say which it is with --decimal . or --decimal ,"
            );
        }
        if (points == commas)
            return 0;
        return points > commas ? (byte)'.' : (byte)',';
    }

    private void DecideBy(ReadOnlySpan<byte> text)
    {
        if (MarkIn(text, out var isAmbiguous) is { } mark)
            Mark = mark;
        else if (isAmbiguous)
        {
            throw new OrderDataException(
                $"{_source}: '{Encoding.UTF8.GetString(text)}' could have a decimal mark or thousands, and no number before it shows which. Say it with --decimal . or --decimal ,"
            );
        }
    }
}
