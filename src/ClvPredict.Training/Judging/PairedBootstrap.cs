using ClvPredict.Training.Simulation;

namespace ClvPredict.Training.Judging;

/// <summary>
/// The uncertainty of a relative gain: customers are drawn anew, with all their origins, and both losses are summed over the
/// same draw (Efron and Tibshirani 1993, chapter 8). Customers are drawn in groups, so that the work does not grow with them.
/// </summary>
internal sealed class PairedBootstrap
{
    private const int Groups = 1000;
    private const int Draws = 400;
    private const double Tail = 0.025;

    private readonly int[] _groupOfRow;
    private readonly ulong _seed;

    /// <summary>Draws over rows; rows of one customer stay together.</summary>
    /// <param name="customers">The customer's id of each row.</param>
    /// <param name="seed">Seed of the draws.</param>
    public PairedBootstrap(IEnumerable<string> customers, ulong seed)
    {
        _groupOfRow = [.. customers.Select(Group)];
        _seed = seed;
    }

    /// <summary>1 - sum of losses over sum of others, and its 95 % interval.</summary>
    public (double Gain, double Low, double High) Gain(double[] losses, double[] others)
    {
        var (a, b) = (Sums(losses), Sums(others));
        var gains = new double[Draws];
        var random = RandomStream.Derive((long)_seed, 0, StreamPurpose.Resampling);
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sumA, sumB) = (0.0, 0.0);
            for (var g = 0; g < Groups; g++)
            {
                var drawn = random.Below(Groups);
                sumA += a[drawn];
                sumB += b[drawn];
            }
            gains[draw] = Relative(sumA, sumB);
        }
        Array.Sort(gains);
        return (Relative(a.Sum(), b.Sum()), Quantile(gains, Tail), Quantile(gains, 1 - Tail));
    }

    private double[] Sums(double[] losses)
    {
        var sums = new double[Groups];
        for (var row = 0; row < losses.Length; row++)
            sums[_groupOfRow[row]] += losses[row];
        return sums;
    }

    private static double Relative(double loss, double other) => other > 0 ? 1 - (loss / other) : 0;

    private static double Quantile(double[] sorted, double q) =>
        sorted[(int)Math.Round(q * (sorted.Length - 1))];

    // By the id alone (FNV-1a, 64 bits): who else is in the log changes no customer's group.
    private static int Group(string customer)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var c in customer)
            hash = (hash ^ c) * 0x0000_0100_0000_01B3UL;
        return (int)(RandomStream.SplitMix(ref hash) % Groups);
    }
}
