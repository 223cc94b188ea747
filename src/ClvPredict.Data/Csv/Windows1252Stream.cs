using System.Text;

namespace ClvPredict.Data.Csv;

/// <summary>Gives a text in Windows-1252 as UTF-8. Owns the stream it reads. The five bytes without a character become the
/// control characters of their number, as browsers have it.</summary>
internal sealed class Windows1252Stream(Stream text) : ReadOnlyStream
{
    private const int MaxBytesOfOne = 3;
    private const string From128To159 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private readonly byte[] _in = new byte[1 << 14];
    private readonly byte[] _out = new byte[(1 << 14) * MaxBytesOfOne];
    private int _start;
    private int _end;

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
            Fill();
        var count = Math.Min(buffer.Length, _end - _start);
        _out.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        var read = text.Read(_in, 0, _in.Length);
        (_start, _end) = (0, 0);
        foreach (var symbol in _in.AsSpan(0, read))
        {
            if (symbol < 128)
            {
                _out[_end++] = symbol;
                continue;
            }
            var rune = new Rune(symbol < 160 ? From128To159[symbol - 128] : (char)symbol);
            _end += rune.EncodeToUtf8(_out.AsSpan(_end));
        }
    }
}
