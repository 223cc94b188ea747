namespace ClvPredict.Service.Access;

/// <summary>What the holder of a key may do.</summary>
public enum KeyRole
{
    /// <summary>Look at everything and score.</summary>
    Read,

    /// <summary>Replace the model, too.</summary>
    Admin,
}
