using System.Collections.Immutable;
using System.Text;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Customers;

/// <summary>All ids as one text in lower case, so that a search is one scan over bytes.</summary>
internal sealed class IdText
{
    private const byte Separator = (byte)'\n';

    private readonly byte[] _text;
    private readonly int[] _starts;

    public IdText(ImmutableArray<CustomerScore> customers)
    {
        using var text = new MemoryStream();
        _starts = new int[customers.Length + 1];
        for (var row = 0; row < customers.Length; row++)
        {
            text.Write(Lower(customers[row].CustomerId));
            text.WriteByte(Separator);
            _starts[row + 1] = checked((int)text.Length);
        }
        _text = text.ToArray();
    }

    /// <summary>Leaves those of the marked customers marked whose id contains a text.</summary>
    public void Keep(string wanted, Span<bool> marked)
    {
        var bytes = Lower(wanted);
        if (bytes.Contains(Separator))
        {
            marked.Clear();
            return;
        }
        var row = 0;
        while (row < marked.Length)
        {
            var at = _text.AsSpan(_starts[row]).IndexOf(bytes);
            if (at < 0)
                break;
            var found = RowAt(_starts[row] + at, row);
            marked[row..found].Clear();
            row = found + 1;
        }
        marked[row..].Clear();
    }

    private int RowAt(int place, int first)
    {
        var index = Array.BinarySearch(_starts, first, _starts.Length - first, place);
        return index >= 0 ? index : ~index - 1;
    }

    private static byte[] Lower(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());
}
