namespace ClvPredict.Training.Boosting;

/// <summary>
/// Draws the rows and features of each tree. Each draw is a function of seed, round and index alone (SplitMix64 of the
/// three), so that it does not depend on what was drawn before.
/// </summary>
/// <remarks>Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014), figure 16.</remarks>
internal sealed class TreeSampler
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private const ulong RowStream = 1;
    private const ulong FeatureStream = 2;

    private readonly BoostingOptions _options;
    private readonly int[] _rows;
    private readonly int _featureCount;
    private readonly int[] _usable;

    public TreeSampler(BoostingOptions options, FeatureBins features)
    {
        _options = options;
        _rows = new int[features.RowCount];
        for (var row = 0; row < _rows.Length; row++)
            _rows[row] = row;
        _featureCount = features.FeatureCount;
        _usable =
        [
            .. Enumerable.Range(0, _featureCount).Where(feature => !features.IsConstant(feature)),
        ];
    }

    /// <summary>The rows of a round, ascending: each with the probability RowSampling.</summary>
    public ReadOnlySpan<int> Rows(int round)
    {
        if (_options.RowSampling == 1)
            return _rows;
        var stream = Stream(round, RowStream);
        var count = 0;
        for (var row = 0; row < _rows.Length; row++)
        {
            _rows[count] = row;
            count += ToUnit(Mix(stream + (ulong)row * Golden)) < _options.RowSampling ? 1 : 0;
        }
        return _rows.AsSpan(0, count);
    }

    /// <summary>
    /// The features a round may use, ascending: the share FeatureSampling of all, at least one, without the constant ones,
    /// which no split can use.
    /// </summary>
    public int[] Features(int round)
    {
        if (_options.FeatureSampling == 1)
            return _usable;
        var stream = Stream(round, FeatureStream);
        var order = new ulong[_featureCount];
        var indices = new int[_featureCount];
        for (var feature = 0; feature < order.Length; feature++)
            (order[feature], indices[feature]) = (Mix(stream + (ulong)feature * Golden), feature);
        Array.Sort(order, indices);
        var count = Math.Max(1, (int)Math.Round(_options.FeatureSampling * order.Length));
        var drawn = indices.AsSpan(0, count);
        drawn.Sort();
        return Array.FindAll(
            _usable,
            feature => indices.AsSpan(0, count).BinarySearch(feature) >= 0
        );
    }

    private ulong Stream(int round, ulong purpose) =>
        Mix(Mix(_options.Seed + purpose * Golden) + ((ulong)round + 1) * Golden);

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
