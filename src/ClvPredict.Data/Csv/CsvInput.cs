using System.Buffers;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace ClvPredict.Data.Csv;

/// <summary>An opened CSV text: decompressed, known to be text, and with its separator decided.</summary>
internal sealed class CsvInput : IDisposable
{
    /// <summary>Bytes at the start of the text that decide about it.</summary>
    internal const int HeadSize = 1 << 18;

    private readonly Stream _text;
    private readonly byte[] _head;
    private readonly string _source;

    private CsvInput(string source, Stream text, byte[] head, char? separator)
    {
        _source = source;
        _text = text;
        _head = head;
        Separator = separator is { } given ? (byte)given : DetectSeparator();
    }

    /// <summary>The byte between fields.</summary>
    internal byte Separator { get; }

    /// <summary>Opens a text, gzip or plain.</summary>
    /// <param name="source">Its name in messages.</param>
    /// <param name="open">Opens the bytes.</param>
    /// <param name="separator">The character between fields; null detects one of comma, semicolon, tab and bar.</param>
    /// <param name="digest">Receives the decompressed bytes.</param>
    /// <param name="isWindows1252">Whether the text is in Windows-1252 rather than UTF-8.</param>
    /// <exception cref="OrderDataException">The text is empty or no UTF-8 text.</exception>
    internal static CsvInput Open(
        string source,
        Func<Stream> open,
        char? separator,
        IncrementalHash? digest,
        bool isWindows1252 = false
    )
    {
        Stream text = new ReadAheadStream(source, () => Decompress(open()), digest);
        if (isWindows1252)
            text = new Windows1252Stream(text);
        try
        {
            return new CsvInput(source, text, ReadHead(text, source), separator);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>A scanner over the first bytes only; its last record may be cut short.</summary>
    internal CsvScanner ScanHead() => new(new MemoryStream(_head), Separator, _source);

    /// <summary>The scanner over the whole text; to be called once.</summary>
    internal CsvScanner ScanAll() => new(WholeText(), Separator, _source);

    /// <summary>The whole text in blocks; to be called once, and not with <see cref="ScanAll"/>.</summary>
    internal CsvBlockCutter CutAll() => new(WholeText());

    public void Dispose() => _text.Dispose();

    private JoinedStream WholeText() => new(new MemoryStream(_head), _text);

    private static Stream Decompress(Stream bytes)
    {
        var magic = new byte[2];
        var count = bytes.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        var all = new JoinedStream(new MemoryStream(magic, 0, count), bytes);
        var isGzip = count == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        return isGzip ? new GzipText(all) : all;
    }

    private static byte[] ReadHead(Stream text, string source)
    {
        var buffer = new byte[HeadSize];
        var count = text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = buffer.AsSpan(0, count);
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        if (head.IsEmpty)
            throw new OrderDataException($"{source} is empty; expected CSV with a header line.");
        if (head.StartsWith("PAR1"u8))
            throw new OrderDataException(
                $"{source} is a Parquet file; Parquet is read from files named *.parquet."
            );
        CheckIsText(head, source, isWhole: count < buffer.Length);
        return head.ToArray();
    }

    private static void CheckIsText(ReadOnlySpan<byte> head, string source, bool isWhole)
    {
        var zero = head.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new OrderDataException(
                $"{source} is binary, not CSV: byte {zero + 1} is NUL. Expected UTF-8 text, plain or gzip."
            );
        }
        var status = Utf8.ToUtf16(
            head,
            new char[head.Length],
            out var valid,
            out _,
            replaceInvalidSequences: false
        );
        var isCutOff = status == OperationStatus.NeedMoreData && !isWhole;
        if (status != OperationStatus.Done && !isCutOff)
        {
            throw new OrderDataException(
                $"{source} is binary, not CSV, or not in UTF-8: byte {valid + 1} is 0x{head[valid]:X2} in line {head[..valid].Count((byte)'\n') + 1}. Save it as UTF-8, or say --encoding windows-1252 if it is that."
            );
        }
    }

    /// <summary>The candidate that splits the header line into the most columns; the first of them when several do.</summary>
    private byte DetectSeparator()
    {
        var best = (byte)',';
        var mostColumns = 0;
        foreach (var candidate in ",;\t|"u8)
        {
            var header = new CsvScanner(new MemoryStream(_head), candidate, _source);
            if (!header.Next() || header.FieldCount <= mostColumns)
                continue;
            mostColumns = header.FieldCount;
            best = candidate;
        }
        return best;
    }
}
