namespace ClvPredict.Models.MlNet;

/// <summary>The types that expressions over float32 inputs have in ML.NET.</summary>
internal enum ExpressionType
{
    /// <summary>float32; every operation rounds to it.</summary>
    Single,

    /// <summary>int32: literals without point, exponent and suffix, and what is made of them alone.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,
}
