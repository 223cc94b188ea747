using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>The exponential function of many values, four at a time; within a few units in the last place of float64.</summary>
internal static class VectorExp
{
    /// <summary>Replaces each value by its exponential; the result does not depend on a value's position.</summary>
    public static void InPlace(Span<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Vector256.Exp(vectors[i]);
        foreach (ref var value in values[(vectors.Length * Vector256<double>.Count)..])
            value = Vector256.Exp(Vector256.Create(value)).ToScalar();
    }
}
