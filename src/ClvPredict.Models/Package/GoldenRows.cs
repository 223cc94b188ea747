using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Package;

/// <summary>
/// Invented input rows with the outputs of the chain, stored in the zip and recomputed when it is loaded: a reader whose
/// arithmetic differs refuses the model instead of scoring with it.
/// </summary>
internal static class GoldenRows
{
    private const int RowCount = 32;
    private static readonly ImmutableArray<string> s_outputs =
    [
        ClvChain.ChurnProbability,
        ClvChain.ExpectedOrders,
        ClvChain.PredictedClv,
    ];

    /// <summary>Inputs and outputs as CSV.</summary>
    public static byte[] Write(MlNetModel chain, FeatureContract features)
    {
        var inputs = Inputs(chain, features);
        var batch = Apply(chain, inputs);
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            foreach (var name in chain.InputColumns.Concat(s_outputs))
                csv.Write(name);
            csv.EndRow();
            for (var row = 0; row < RowCount; row++)
            {
                foreach (var column in inputs)
                    csv.Write(column[row]);
                foreach (var name in s_outputs)
                    csv.Write(batch.Numbers(name)[row]);
                csv.EndRow();
            }
        }
        return stream.ToArray();
    }

    /// <summary>Recomputes the rows of a zip.</summary>
    /// <exception cref="ModelPackageException">They are not those of the chain.</exception>
    public static void Verify(MlNetModel chain, FeatureContract features, ReadOnlySpan<byte> stored)
    {
        if (!stored.SequenceEqual(Write(chain, features)))
            throw new ModelPackageException(
                "clv/golden-rows.csv does not agree with what this model computes here: the model or the file has been changed."
            );
    }

    private static ColumnBatch Apply(MlNetModel chain, float[][] inputs)
    {
        var batch = new ColumnBatch(RowCount);
        for (var c = 0; c < inputs.Length; c++)
            batch.SetNumbers(chain.InputColumns[c], inputs[c]);
        chain.Chain.Apply(batch);
        return batch;
    }

    // Values of every magnitude a feature has, with missing ones, from a fixed linear congruential sequence
    // (Knuth's MMIX constants); no sampling quality is needed.
    private static float[][] Inputs(MlNetModel chain, FeatureContract features)
    {
        var mayMiss = features.Names().ToHashSet(StringComparer.Ordinal);
        var state = 20260101UL;
        var columns = new float[chain.InputColumns.Length][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = new float[RowCount];
            var mayBeMissing = mayMiss.Contains(chain.InputColumns[c]);
            for (var row = 0; row < RowCount; row++)
            {
                state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
                var draw = (int)(state >> 40);
                columns[c][row] =
                    mayBeMissing && draw % 7 == 0
                        ? float.NaN
                        : (1 + (draw % 1000))
                            * (draw / 1000 % 4) switch
                            {
                                0 => 0.001f,
                                1 => 0.03f,
                                2 => 0.5f,
                                _ => 2f,
                            };
            }
        }
        return columns;
    }
}
