using System.IO.Compression;

namespace ClvPredict.Scoring.Parts;

/// <summary>Scores in a compressed file that lives as long as the process.</summary>
internal sealed class SpilledScores : OwnScoreRows
{
    private const int BufferSize = 1 << 14;

    private readonly BinaryReader _bytes;
    private OwnScore? _current;
    private int _left;

    private SpilledScores(string path, int count)
    {
        Name = path;
        _left = count;
        _bytes = new BinaryReader(
            new BufferedStream(
                new ZLibStream(
                    new FileStream(
                        path,
                        FileMode.Open,
                        FileAccess.Read,
                        FileShare.Read,
                        BufferSize
                    ),
                    CompressionMode.Decompress
                ),
                BufferSize
            )
        );
    }

    public override string Name { get; }

    public override OwnScore Score => _current!;

    /// <summary>Writes a file.</summary>
    public static void Write(
        string path,
        IEnumerable<OwnScore> scores,
        CancellationToken cancellationToken
    )
    {
        using var bytes = new BinaryWriter(
            new BufferedStream(
                new ZLibStream(
                    new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1),
                    CompressionLevel.Fastest
                ),
                BufferSize
            )
        );
        var row = 0;
        foreach (var score in scores)
        {
            if (row++ % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            OwnScoreCodec.Write(bytes, score);
        }
    }

    /// <summary>Opens a file before its first row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Number of rows that were written.</param>
    public static SpilledScores Open(string path, int count) => new(path, count);

    public override bool MoveNext()
    {
        if (_left == 0)
            return false;
        _left--;
        _current = OwnScoreCodec.Read(_bytes);
        return true;
    }

    protected override void Dispose(bool disposing) => _bytes.Dispose();
}
