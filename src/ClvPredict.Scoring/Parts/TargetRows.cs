using ClvPredict.Data.Spill;

namespace ClvPredict.Scoring.Parts;

/// <summary>The scores of the retention list, taken in the order of the ids and given back in that of their ranks, on disk
/// meanwhile.</summary>
internal sealed class TargetRows : IDisposable
{
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;
    private readonly (long Position, int Length, int Row)[] _places;

    /// <summary>Makes room.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="count">Customers on the list.</param>
    public TargetRows(SpillFolder folder, int count)
    {
        _places = new (long, int, int)[count];
        _file = new FileStream(
            Path.Combine(folder.Path, "targets"),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 14
        );
        _writer = new BinaryWriter(_file);
    }

    /// <summary>Adds a customer.</summary>
    /// <param name="score">The score.</param>
    /// <param name="row">Place in the order of the ids, from 0.</param>
    /// <param name="rank">Rank on the list, from 1.</param>
    public void Add(OwnScore score, int row, int rank)
    {
        var position = _file.Position;
        OwnScoreCodec.Write(_writer, score);
        _places[rank - 1] = (position, (int)(_file.Position - position), row);
    }

    /// <summary>Gives the customers by their ranks.</summary>
    public void ForEach(Action<OwnScore, int> action)
    {
        _writer.Flush();
        // Each score lies elsewhere: no more is read than its own bytes.
        var bytes = new byte[_places.Select(place => place.Length).DefaultIfEmpty().Max()];
        using var reader = new BinaryReader(new MemoryStream(bytes));
        foreach (var (position, length, row) in _places)
        {
            RandomAccess.Read(_file.SafeFileHandle, bytes.AsSpan(0, length), position);
            reader.BaseStream.Position = 0;
            action(OwnScoreCodec.Read(reader), row);
        }
    }

    public void Dispose() => _file.Dispose();
}
