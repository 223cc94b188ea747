namespace ClvPredict.Scoring.Registry;

/// <summary>What was decided about a model of a registry.</summary>
public enum ModelChange
{
    /// <summary>A newly trained model became the current one.</summary>
    Promoted,

    /// <summary>A newly trained model did not become the current one.</summary>
    KeptBack,

    /// <summary>Somebody made it the current one by name.</summary>
    Chosen,

    /// <summary>Somebody went back to it from the one after it.</summary>
    RolledBack,
}
