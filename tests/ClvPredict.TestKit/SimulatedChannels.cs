namespace ClvPredict.TestKit;

/// <summary>
/// Channels of 30 to 3,000 customers with known mean values: a first order, and for two in five of the customers a geometric
/// number of repeat orders, lognormal amounts, about one in twenty sent back. The log means of the channels scatter normally.
/// </summary>
public sealed class SimulatedChannels
{
    private SimulatedChannels(double[] means, double[][] values) =>
        (Means, Values) = (means, values);

    /// <summary>The true mean value of each channel's customers.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Per channel: the values of its customers.</summary>
    public IReadOnlyList<double[]> Values { get; }

    /// <summary>Draws channels.</summary>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="channels">How many.</param>
    /// <param name="spread">Standard deviation of the channels' log means.</param>
    /// <param name="ownShapes">Whether channels differ in how heavy-tailed their values are, too.</param>
    public static SimulatedChannels Draw(int seed, int channels, double spread, bool ownShapes)
    {
        var random = new Random(seed);
        var means = new double[channels];
        var values = new double[channels][];
        for (var c = 0; c < channels; c++)
        {
            var size = (int)Math.Round(30 * Math.Pow(100, random.NextDouble()));
            var factor = 50 * Math.Exp(spread * Normal(random));
            var sigma = ownShapes ? 0.6 + (0.6 * random.NextDouble()) : 0.8;
            var (repeats, go) = ownShapes
                ? (0.2 + (0.4 * random.NextDouble()), 0.6 + (0.25 * random.NextDouble()))
                : (0.4, 0.75);
            // Of a geometric number of at least 1 the mean is 1 / (1 - go); the customer's own level is lognormal.
            var unit = (1 + (repeats / (1 - go))) * Math.Exp(sigma * sigma) * 0.95;
            means[c] = factor;
            values[c] = new double[size];
            for (var i = 0; i < size; i++)
                values[c][i] = factor / unit * Customer(random, sigma, repeats, go);
        }
        return new SimulatedChannels(means, values);
    }

    private static double Customer(Random random, double sigma, double repeats, double go)
    {
        var orders = 1;
        if (random.NextDouble() < repeats)
        {
            do orders++;
            while (random.NextDouble() < go);
        }
        var level = Math.Exp(sigma * Normal(random));
        var value = 0.0;
        for (var o = 0; o < orders; o++)
        {
            var amount = level * Math.Exp(sigma * Normal(random));
            value += random.NextDouble() < 0.05 ? 0 : amount;
        }
        return value;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());
}
