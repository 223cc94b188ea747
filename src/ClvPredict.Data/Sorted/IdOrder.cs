using System.Buffers.Text;
using System.Text;

namespace ClvPredict.Data.Sorted;

/// <summary>Makes sure that customers follow each other in ascending order: by the bytes of their ids, or by their numbers where
/// all ids are whole numbers. So each comes once, which takes no list of those that have come.</summary>
internal sealed class IdOrder
{
    private const int MaxShown = 80;

    private byte[] _last = [];
    private bool _isFirst = true;
    private bool _isByBytes = true;
    private bool _isByNumber = true;

    /// <summary>Takes the next customer's id.</summary>
    /// <param name="id">In UTF-8.</param>
    /// <param name="source">Name of the source for the message.</param>
    /// <exception cref="OrderDataException">The customer may have come before.</exception>
    internal void Next(ReadOnlySpan<byte> id, string source)
    {
        _isByNumber &= IsNumber(id);
        if (!_isFirst)
        {
            _isByBytes &= id.SequenceCompareTo(_last) > 0;
            _isByNumber &= _isByNumber && Number(id) > Number(_last);
            if (!_isByBytes && !_isByNumber)
                throw new OrderDataException(
                    $"{source} is not sorted by customer: '{Shown(id)}' comes after '{Shown(_last)}'. Sort the lines by the bytes of customer_id (LC_ALL=C sort, ORDER BY customer_id COLLATE \"C\") or as numbers, ascending, or leave out --sorted."
                );
        }
        _isFirst = false;
        _last = id.ToArray();
    }

    private static string Shown(ReadOnlySpan<byte> id)
    {
        var text = Encoding.UTF8.GetString(id);
        return text.Length <= MaxShown ? text : text[..MaxShown];
    }

    // Other ways to write a number, such as 007, would make two ids of one number.
    private static bool IsNumber(ReadOnlySpan<byte> id) =>
        Utf8Parser.TryParse(id, out long _, out var read)
        && read == id.Length
        && (id[0] != '0' || id.Length == 1)
        && id[0] is not ((byte)'-' or (byte)'+');

    private static long Number(ReadOnlySpan<byte> id) =>
        Utf8Parser.TryParse(id, out long number, out _) ? number : 0;
}
