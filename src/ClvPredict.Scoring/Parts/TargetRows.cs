using ClvPredict.Data.Spill;

namespace ClvPredict.Scoring.Parts;

/// <summary>The scores of the retention list, taken in the order of the ids and given back in that of their ranks, on disk
/// meanwhile.</summary>
internal sealed class TargetRows : IDisposable
{
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;
    private readonly (long Position, int Row)[] _places;

    /// <summary>Makes room.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="count">Customers on the list.</param>
    public TargetRows(SpillFolder folder, int count)
    {
        _places = new (long, int)[count];
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
        _places[rank - 1] = (_file.Position, row);
        OwnScoreCodec.Write(_writer, score);
    }

    /// <summary>Gives the customers by their ranks.</summary>
    public void ForEach(Action<OwnScore, int> action)
    {
        _writer.Flush();
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (var (position, row) in _places)
        {
            _file.Position = position;
            action(OwnScoreCodec.Read(reader), row);
        }
    }

    public void Dispose() => _file.Dispose();
}
