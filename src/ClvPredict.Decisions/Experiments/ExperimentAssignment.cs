using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ClvPredict.Decisions.Experiments;

/// <summary>
/// Who is contacted and who is held out. Within each stratum customers are put in the order of a hash of salt and id, and the first
/// ones are the control group: the same customers and salt give the same groups anywhere, and the share is exact to one customer
/// in each stratum and as a whole.
/// </summary>
public static class ExperimentAssignment
{
    /// <summary>The group that is contacted.</summary>
    public const string Treatment = "treatment";

    /// <summary>The group that is held out.</summary>
    public const string Control = "control";

    /// <summary>Per customer whether it is in the control group.</summary>
    /// <param name="subjects">The customers, each id once.</param>
    /// <param name="salt">Text that makes the draw another one for each experiment.</param>
    /// <param name="controlShare">Share held out, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public static ImmutableArray<bool> Assign(
        IReadOnlyList<ExperimentSubject> subjects,
        string salt,
        double controlShare
    )
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(salt);
        if (!(controlShare >= 0 && controlShare <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(controlShare),
                controlShare,
                "The control share must lie between 0 and 1."
            );
        var strata = Enumerable
            .Range(0, subjects.Count)
            .GroupBy(i => subjects[i].Stratum, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.ToArray())
            .ToArray();
        var sizes = ControlSizes(strata, controlShare);
        var control = new bool[subjects.Count];
        for (var s = 0; s < strata.Length; s++)
        {
            var members = strata[s];
            var keys = Array.ConvertAll(members, i => Hash(salt, subjects[i].CustomerId));
            var order = Enumerable
                .Range(0, members.Length)
                .OrderBy(m => keys[m])
                .ThenBy(m => subjects[members[m]].CustomerId, StringComparer.Ordinal);
            foreach (var m in order.Take(sizes[s]))
                control[members[m]] = true;
        }
        return [.. control];
    }

    /// <summary>The first eight bytes of SHA-256 of salt, a line feed and the id in UTF-8, as a big-endian number.</summary>
    public static ulong Hash(string salt, string customerId)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{customerId}"), digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    // Largest remainders: each stratum's size is its exact share rounded down or up, and they add up to the rounded whole.
    private static int[] ControlSizes(int[][] strata, double share)
    {
        var exact = Array.ConvertAll(strata, s => s.Length * share);
        var sizes = Array.ConvertAll(exact, e => (int)Math.Floor(e + 1e-9));
        var missing =
            (int)Math.Round(strata.Sum(s => s.Length) * share, MidpointRounding.AwayFromZero)
            - sizes.Sum();
        foreach (
            var s in Enumerable
                .Range(0, strata.Length)
                .OrderByDescending(s => exact[s] - sizes[s])
                .ThenBy(s => s)
                .Take(Math.Max(0, missing))
        )
            sizes[s]++;
        return sizes;
    }
}
