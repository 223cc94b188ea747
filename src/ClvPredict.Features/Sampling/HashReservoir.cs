using System.Runtime.InteropServices;

namespace ClvPredict.Features.Sampling;

/// <summary>Keeps the least of the hashes that it is given, so many as it has room for: a sample without replacement that does not
/// depend on the order in which they come, and of which any smaller number is one, too.</summary>
/// <param name="room">How many to keep, at least 1.</param>
internal sealed class HashReservoir(int room)
{
    private readonly List<ulong> _hashes = [];
    private ulong _greatest = ulong.MaxValue;

    /// <summary>How many are kept.</summary>
    public int Room => room;

    /// <summary>How many were given.</summary>
    public int Given { get; private set; }

    /// <summary>Adds a hash.</summary>
    public void Add(ulong hash)
    {
        Given++;
        Keep(hash);
    }

    /// <summary>Adds what another one of the same room was given.</summary>
    public void Add(HashReservoir other)
    {
        Given += other.Given;
        foreach (var hash in other._hashes)
            Keep(hash);
    }

    /// <summary>The hash that so many of those given do not exceed.</summary>
    /// <param name="count">At least 1, at most the room and as many as were given.</param>
    public ulong Greatest(int count)
    {
        _hashes.Sort();
        return _hashes[count - 1];
    }

    private void Keep(ulong hash)
    {
        if (hash > _greatest)
            return;
        _hashes.Add(hash);
        if (_hashes.Count < 2 * room)
            return;
        _hashes.Sort();
        CollectionsMarshal.SetCount(_hashes, room);
        _greatest = _hashes[^1];
    }
}
