using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvPredict.Training.Boosting.Objectives;

/// <summary>
/// Functions of many values, four at a time, within a few units in the last place of float64; a result does not depend on
/// the value's position.
/// </summary>
internal static class VectorMath
{
    /// <summary>Replaces each value by its exponential.</summary>
    public static void Exp(Span<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Vector256.Exp(vectors[i]);
        foreach (ref var value in values[(vectors.Length * Vector256<double>.Count)..])
            value = Vector256.Exp(Vector256.Create(value)).ToScalar();
    }

    /// <summary>Replaces each value by its natural logarithm.</summary>
    public static void Log(Span<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Vector256.Log(vectors[i]);
        foreach (ref var value in values[(vectors.Length * Vector256<double>.Count)..])
            value = Vector256.Log(Vector256.Create(value)).ToScalar();
    }
}
