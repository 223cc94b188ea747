using ClvPredict.Data;

namespace ClvPredict.Scoring.Parts;

/// <summary>The scores of several parts in the order of all ids.</summary>
internal sealed class JoinedScores : OwnScoreRows
{
    private readonly OwnScoreRows[] _parts;
    private readonly PriorityQueue<int, string> _next = new(StringComparer.Ordinal);
    private int _part = -1;
    private string? _lastId;

    /// <summary>Takes parts before their first rows; they are disposed with this.</summary>
    public JoinedScores(IEnumerable<OwnScoreRows> parts)
    {
        _parts = [.. parts];
        for (var part = 0; part < _parts.Length; part++)
            Move(part);
    }

    public override string Name => "the parts";

    public override OwnScore Current => _parts[_part].Current;

    /// <summary>Index of the part that the present row is from.</summary>
    public int Part => _part;

    /// <inheritdoc/>
    /// <exception cref="OrderDataException">A customer comes twice, or a part is not sorted by its ids.</exception>
    public override bool Next()
    {
        if (_part >= 0)
            Move(_part);
        if (!_next.TryDequeue(out _part, out var id))
            return false;
        if (_lastId is not null && string.CompareOrdinal(id, _lastId) <= 0)
            throw new OrderDataException(
                string.Equals(id, _lastId, StringComparison.Ordinal)
                    ? $"{_parts[_part].Name}: the customer {Shorten(id)} is there or in another part, too."
                    : $"{_parts[_part].Name}: the customer {Shorten(id)} comes after {Shorten(_lastId)}; parts are sorted by customer_id."
            );
        _lastId = id;
        return true;
    }

    public override void Dispose()
    {
        foreach (var part in _parts)
            part.Dispose();
    }

    private static string Shorten(string id) => id.Length <= 80 ? id : id[..80];

    private void Move(int part)
    {
        if (_parts[part].Next())
            _next.Enqueue(part, _parts[part].Current.CustomerId);
    }
}
