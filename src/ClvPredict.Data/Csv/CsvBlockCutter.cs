namespace ClvPredict.Data.Csv;

/// <summary>Cuts a text into blocks at line ends. A line end may lie within quotes, which only the scanning shows: what a
/// block's scanner leaves unread then goes before the next block. Where the cuts are depends on the text alone.</summary>
internal sealed class CsvBlockCutter(Stream text)
{
#if DEBUG
    private const int BlockSize = 256;
#else
    private const int BlockSize = 1 << 18;
#endif

    private readonly Stack<byte[]> _free = new();
    private byte[] _rest = [];
    private bool _atEnd;

    /// <summary>The next block; null behind the last.</summary>
    internal CsvBlock? Next()
    {
        if (_atEnd)
            return null;
        var bytes = Take(BlockSize + _rest.Length);
        _rest.CopyTo(bytes, 0);
        var filled = _rest.Length;
        while (true)
        {
            var room = bytes.AsSpan(filled, BlockSize);
            var read = text.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            _atEnd = read < room.Length;
            filled += read;
            var end = _atEnd ? filled : EndOfLines(bytes.AsSpan(0, filled));
            if (end > 0 || _atEnd)
            {
                _rest = bytes[end..filled];
                return new CsvBlock(bytes, end, _atEnd);
            }
            if (bytes.Length < filled + BlockSize)
                Array.Resize(ref bytes, (filled * 2) + BlockSize);
        }
    }

    /// <summary>Gives a block's bytes back for later blocks.</summary>
    internal void Return(CsvBlock block) => _free.Push(block.Bytes);

    private byte[] Take(int size)
    {
        while (_free.TryPop(out var bytes))
        {
            if (bytes.Length >= size)
                return bytes;
        }
        return new byte[size];
    }

    /// <summary>The end behind the last line; 0 where no line ends. A CR at the very end may be half of a pair.</summary>
    private static int EndOfLines(ReadOnlySpan<byte> text)
    {
        var lineFeed = text.LastIndexOf((byte)'\n');
        return (lineFeed >= 0 ? lineFeed : text[..^1].LastIndexOf((byte)'\r')) + 1;
    }
}
