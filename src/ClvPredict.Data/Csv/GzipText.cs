using System.IO.Compression;

namespace ClvPredict.Data.Csv;

/// <summary>
/// Decompresses gzip, one or several members, and notices when the file ends early, which <see cref="GZipStream"/> takes for
/// its end. A member with a mark of our own is put behind the file: it comes out as the last bytes only when all before it
/// was whole.
/// </summary>
internal sealed class GzipText : ReadOnlyStream
{
    private static readonly byte[] s_mark = "end of gzip text"u8.ToArray();
    private static readonly byte[] s_markMember = Compress(s_mark);

    private readonly GZipStream _gzip;
    private readonly byte[] _block = new byte[1 << 16];
    private int _held;

    /// <summary>Decompresses a stream, which it owns.</summary>
    internal GzipText(Stream compressed) =>
        _gzip = new GZipStream(
            new JoinedStream(compressed, new MemoryStream(s_markMember)),
            CompressionMode.Decompress
        );

    /// <summary>Decompressed bytes; the last ones read are held back, since they may be the mark.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or ends early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var read = _gzip.Read(
                _block,
                _held,
                Math.Min(buffer.Length, _block.Length - s_mark.Length)
            );
            if (read == 0)
            {
                return _block.AsSpan(0, _held).SequenceEqual(s_mark)
                    ? 0
                    : throw new InvalidDataException(
                        "It ends early, or something that is not gzip follows."
                    );
            }
            var ready = _held + read - s_mark.Length;
            _held = Math.Min(_held + read, s_mark.Length);
            if (ready <= 0)
                continue;
            _block.AsSpan(0, ready).CopyTo(buffer);
            _block.AsSpan(ready, _held).CopyTo(_block);
            return ready;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] bytes)
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return member.ToArray();
    }
}
