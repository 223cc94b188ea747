using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Trees;

/// <summary>
/// Adds up the Shapley values of one tree for a row, with what is unknown averaged by the cover of the branches (Lundberg,
/// Erion and Lee, Consistent individualized feature attribution for tree ensembles, 2018, algorithms 1 and 2).
/// </summary>
/// <remarks>
/// A leaf of value v is reached with the product over the players j on its path of o_j where j is known (1 if the row follows
/// all of j's branches there, else 0) and z_j where it is not (the product of those branches' shares of cover). The Shapley value of
/// player i in such a game is, by Owen's multilinear extension (Owen, Multilinear extensions of games, 1972, section 3),
/// v (o_i - z_i) times the integral over t from 0 to 1 of the product over the other players of f_j = z_j (1 - t) + o_j t. That is a
/// polynomial, so Gauss–Legendre points integrate it exactly: n points do for 2 n players on a path. At a point, the products
/// of all leaves are built on the way down the tree and their sums on the way up, by division with the player's own f as in Yu
/// et al., Linear TreeSHAP (2022), and since o is 0 or 1, all factors are known in advance. Four points share a vector.
/// </remarks>
internal sealed class ShapleyTree
{
    private const int Lanes = 4;

    /// <summary>Per split: three states, see <see cref="Add"/>, of four vectors each.</summary>
    private const int FactorsPerSplit = 12;

    private readonly ShapleySplit[] _splits;

    /// <summary>One array per four points.</summary>
    private readonly Vector256<double>[][] _factors;

    /// <summary>Computes the factors.</summary>
    /// <param name="tree">A sound tree that is not empty.</param>
    /// <param name="splits">What its nodes compare.</param>
    /// <param name="players">Per node: the player.</param>
    /// <param name="covers">Per leaf: its cover.</param>
    public ShapleyTree(
        RegressionTree tree,
        (int Feature, float Threshold)[] splits,
        int[] players,
        ReadOnlySpan<double> covers
    )
    {
        var branches = new ShapleyBranches(tree, players, covers);
        _splits = new ShapleySplit[splits.Length];
        for (int i = 0; i < splits.Length; i++)
        {
            int node = branches.Nodes[i];
            _splits[i] = new ShapleySplit(
                splits[node].Threshold,
                splits[node].Feature,
                players[node],
                branches.SlotOf[node],
                branches.Above[2 * i + 1]
            );
        }
        ExpectedValue = branches.ExpectedValue;
        int passes = (branches.MaxPlayers + 2 * Lanes - 1) / (2 * Lanes);
        var rule = new GaussLegendreRule(passes * Lanes);
        _factors = new Vector256<double>[passes][];
        for (int pass = 0; pass < passes; pass++)
        {
            _factors[pass] = Factors(
                branches,
                Vector256.Create(rule.Nodes.AsSpan(pass * Lanes, Lanes)),
                Vector256.Create(rule.Weights.AsSpan(pass * Lanes, Lanes))
            );
        }
    }

    /// <summary>The mean of the leaf values by cover.</summary>
    public double ExpectedValue { get; }

    /// <summary>Room that <see cref="Add"/> needs.</summary>
    public int SlotCount => 2 * _splits.Length + 1;

    /// <summary>Adds the contributions of the tree.</summary>
    /// <param name="row">The features.</param>
    /// <param name="derived">What is computed from them.</param>
    /// <param name="products"><see cref="SlotCount"/> vectors of scratch.</param>
    /// <param name="follows"><see cref="SlotCount"/> numbers of scratch.</param>
    /// <param name="sums">One vector per player, whose elements add up to the contribution.</param>
    public void Add(
        ReadOnlySpan<float> row,
        ReadOnlySpan<DerivedFeature> derived,
        Span<Vector256<double>> products,
        Span<int> follows,
        Span<Vector256<double>> sums
    )
    {
        // 1 where the row follows the branch and all branches of the same player above it.
        follows[0] = 1;
        var splits = _splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly var split = ref splits[i];
            float value =
                split.Feature < row.Length
                    ? row[split.Feature]
                    : derived[split.Feature - row.Length].Of(row, 1);
            int above = follows[split.Above];
            int lte = value <= split.Threshold ? above : 0;
            follows[2 * i + 1] = lte;
            follows[2 * i + 2] = above - lte;
        }
        foreach (var factors in _factors)
            AddPass(splits, factors, products, follows, sums);
    }

    private static void AddPass(
        ReadOnlySpan<ShapleySplit> splits,
        ReadOnlySpan<Vector256<double>> factors,
        Span<Vector256<double>> products,
        ReadOnlySpan<int> follows,
        Span<Vector256<double>> sums
    )
    {
        products[0] = Vector256<double>.One;
        for (int i = 0; i < splits.Length; i++)
        {
            var here = Of(factors, follows, i);
            var product = products[splits[i].Slot];
            products[2 * i + 1] = product * here[0];
            products[2 * i + 2] = product * here[1];
        }
        for (int i = splits.Length - 1; i >= 0; i--)
        {
            var here = Of(factors, follows, i);
            var lte = products[2 * i + 1];
            var gt = products[2 * i + 2];
            sums[splits[i].Player] += lte * here[2] + gt * here[3];
            products[splits[i].Slot] = lte + gt;
        }
    }

    /// <summary>The four vectors that hold for a row at a split.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<Vector256<double>> Of(
        ReadOnlySpan<Vector256<double>> factors,
        ReadOnlySpan<int> follows,
        int split
    )
    {
        int state = 2 * follows[2 * split + 1] + follows[2 * split + 2];
        return factors.Slice(FactorsPerSplit * split + 4 * state, 4);
    }

    /// <summary>
    /// Per split and state (0: the row left the player's branches above, 1: it follows them and the greater branch, 2: and the
    /// lesser one): what the lesser and the greater branch multiply the product by, and by how much their sums count.
    /// </summary>
    private static Vector256<double>[] Factors(
        ShapleyBranches branches,
        Vector256<double> points,
        Vector256<double> weights
    )
    {
        var factors = new Vector256<double>[branches.Nodes.Length * FactorsPerSplit];
        for (int i = 0; i < branches.Nodes.Length; i++)
        {
            for (int state = 0; state < 3; state++)
            {
                for (int side = 0; side < 2; side++)
                {
                    int slot = 2 * i + 1 + side;
                    int above = branches.Above[slot];
                    int followsAbove = state > 0 ? 1 : 0;
                    int follows = state == 2 - side ? 1 : 0;
                    var own = Factor(branches.Share[slot], follows, points);
                    var before = Factor(branches.Share[above], followsAbove, points);
                    var scale = branches.IsLeaf[slot]
                        ? branches.Value[slot] * weights
                        : Vector256<double>.One;
                    int at = i * FactorsPerSplit + state * 4 + side;
                    factors[at] = Ratio(own, before) * scale;
                    factors[at + 2] =
                        Ratio(Vector256.Create(follows - branches.Share[slot]), own)
                        - Ratio(Vector256.Create(followsAbove - branches.Share[above]), before);
                }
            }
        }
        return factors;
    }

    private static Vector256<double> Factor(double share, int follows, Vector256<double> points) =>
        share * (Vector256<double>.One - points) + follows * points;

    /// <summary>
    /// A factor is 0 where a row does not follow a branch without cover; then so are the player's contribution and all products below.
    /// </summary>
    private static Vector256<double> Ratio(Vector256<double> a, Vector256<double> b) =>
        Vector256.ConditionalSelect(
            Vector256.Equals(b, Vector256<double>.Zero),
            Vector256<double>.Zero,
            a / b
        );
}
